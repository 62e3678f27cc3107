import path from 'node:path';
import * as vscode from 'vscode';
import type { Backend } from '../backend.ts';
import type { StoreChoice } from './ask-for-store.ts';
import { envStoreUris } from './env-store-uris.ts';
import type { KnownStores } from './known-stores.ts';
import { storeName } from './store-name.ts';

const DATABASES = '**/*.{db,sqlite,sqlite3}';
const ENV_FILES = '**/{.env,.env.*,*.env}';
const NOT_OURS = '**/{node_modules,.venv,venv}/**';
const MOST_DATABASES = 50;
const MOST_ENV_FILES = 20;
/** A file of variables is never as long, in bytes. */
const LONGEST_ENV_FILE = 100_000;

/**
 * The stores of the workspace that were not added yet: SQLite files that hold events, URIs in `.env` files, then the SQLite
 * files that hold none, because something may be going to.
 */
export async function findStoreChoices(
  backend: Backend,
  stores: KnownStores,
  token: vscode.CancellationToken,
): Promise<StoreChoice[]> {
  const known = new Set(stores.addresses);
  const [files, named] = await Promise.all([findFiles(backend, known, token), findNamed(backend, known, token)]);
  const all = [...files.stores, ...named, ...files.others];
  if (all.length === 0) return [];
  return [{ label: vscode.l10n.t('in this workspace'), kind: vscode.QuickPickItemKind.Separator }, ...all];
}

async function findFiles(backend: Backend, known: ReadonlySet<string>, token: vscode.CancellationToken) {
  const found = await vscode.workspace.findFiles(DATABASES, NOT_OURS, MOST_DATABASES, token);
  const files = found.map(({ fsPath }) => fsPath).filter((file) => !known.has(`sqlite:${file}`));
  if (files.length === 0) return { stores: [], others: [] };
  const holding = new Set((await backend.request('findStores', { files }, token)).files);
  const choices = files.map((file): StoreChoice & { file: string } => ({
    file,
    label: `${holding.has(file) ? '$(database)' : '$(circle-slash)'} ${path.basename(file)}`,
    description: folderOf(file),
    ...(!holding.has(file) && { detail: vscode.l10n.t('has no table of events yet') }),
    choose: () => ({ uri: file }),
  }));
  return {
    stores: choices.filter(({ file }) => holding.has(file)),
    others: choices.filter(({ file }) => !holding.has(file)),
  };
}

async function findNamed(
  backend: Backend,
  known: Set<string>,
  token: vscode.CancellationToken,
): Promise<StoreChoice[]> {
  const files = await vscode.workspace.findFiles(ENV_FILES, NOT_OURS, MOST_ENV_FILES, token);
  const choices: StoreChoice[] = [];
  for (const file of files) {
    for (const { variable, uri } of envStoreUris(await readText(file))) {
      const baseFolder = path.dirname(file.fsPath);
      // What cannot be read as a URI is no store of ours.
      const named = await backend.request('nameStore', { uri, baseFolder }, token).catch(() => undefined);
      if (!named || known.has(named.address)) continue;
      known.add(named.address);
      const { name, place } = storeName(named.address);
      const described = named.kind === 'sqlite' ? vscode.workspace.asRelativePath(place) : place;
      choices.push({
        label: `$(key) ${name}`,
        description: described,
        detail: vscode.l10n.t('{0} in {1}', variable, vscode.workspace.asRelativePath(file)),
        choose: () => ({ uri, baseFolder }),
      });
    }
  }
  return choices;
}

async function readText(file: vscode.Uri): Promise<string> {
  try {
    if ((await vscode.workspace.fs.stat(file)).size > LONGEST_ENV_FILE) return '';
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return '';
  }
}

function folderOf(file: string): string {
  const folder = path.dirname(file);
  const isRoot = vscode.workspace.workspaceFolders?.some(({ uri }) => uri.fsPath === folder);
  return isRoot ? '' : vscode.workspace.asRelativePath(folder);
}
