import * as vscode from 'vscode';
import { toMessage } from '../show-error.ts';

/** Documents as files that cannot be written. */
export abstract class ReadOnlyFiles implements vscode.FileSystemProvider {
  abstract readonly onDidChangeFile: vscode.Event<vscode.FileChangeEvent[]>;

  abstract stat(uri: vscode.Uri): Promise<vscode.FileStat>;

  abstract readFile(uri: vscode.Uri): Promise<Uint8Array>;

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}

/**
 * Reads what a URI names. Every failure is `Unavailable`, which VS Code shows with its message; of a missing file it shows
 * only that.
 */
export async function readOrExplain<Address, Result>(
  uri: vscode.Uri,
  parse: (text: string) => Address | undefined,
  read: (address: Address) => Promise<Result>,
): Promise<Result> {
  const address = parse(uri.toString());
  if (!address) throw vscode.FileSystemError.FileNotFound(uri);
  try {
    return await read(address);
  } catch (error) {
    throw vscode.FileSystemError.Unavailable(toMessage(error));
  }
}
