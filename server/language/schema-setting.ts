import path from 'node:path';
import { type Connection, MessageType, ShowMessageNotification } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import type { FindViolation } from '../domain/anomalies.ts';
import { messageOf } from '../domain/errors.ts';
import { loadSchemas } from '../schemas/load-schemas.ts';

/** The folder of schemas that the setting `event-replay.schemas` names: what payloads should look like. */
export class SchemaSetting {
  readonly #connection: Connection;
  #said: string | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Undefined when there is none. A relative path starts in the first folder of the workspace. */
  async folder(): Promise<string | undefined> {
    try {
      const { workspace } = this.#connection;
      const found: unknown = await workspace.getConfiguration('event-replay.schemas');
      if (typeof found !== 'string' || found.trim() === '') return undefined;
      const [first] = (await workspace.getWorkspaceFolders()) ?? [];
      return path.resolve(first ? URI.parse(first.uri).fsPath : '', found.trim());
    } catch {
      // A client that knows no settings has none.
      return undefined;
    }
  }

  /** Schemas that cannot be used are told of once; nothing is held against them. */
  async load(folder: string | undefined): Promise<FindViolation | undefined> {
    if (folder === undefined) return undefined;
    try {
      return await loadSchemas(folder);
    } catch (error) {
      const message = `The setting event-replay.schemas: ${messageOf(error)}`;
      // Not `window.showErrorMessage`, which waits for the user.
      if (message !== this.#said)
        void this.#connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Error, message });
      this.#said = message;
      return undefined;
    }
  }
}
