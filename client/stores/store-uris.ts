import type * as vscode from 'vscode';

/** What opens a store: its address, or for a remote one the URI, password included, that the user once gave. */
export class StoreUris {
  readonly #secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  async get(address: string): Promise<string> {
    return isRemote(address) ? ((await this.#secrets.get(address)) ?? address) : address;
  }

  async keep(address: string, uri: string): Promise<void> {
    if (isRemote(address)) await this.#secrets.store(address, uri);
  }

  async forget(address: string): Promise<void> {
    await this.#secrets.delete(address);
  }
}

function isRemote(address: string): boolean {
  return !/^(sqlite|memory):/.test(address);
}
