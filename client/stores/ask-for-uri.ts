import * as vscode from 'vscode';
import type { Backend } from '../backend.ts';
import { toMessage } from '../show-error.ts';
import { baseFolder } from './base-folder.ts';
import type { StoreSource } from './store-source.ts';

type Kind = 'database' | 'service';

/**
 * Asks for a URI; what is wrong with it, or else what it is understood as, is said while it is written. A service is asked
 * for its token too. Undefined when the user gives up.
 */
export async function askForUri(backend: Backend, kind: Kind, value = ''): Promise<StoreSource | undefined> {
  const { l10n } = vscode;
  const uri = await vscode.window.showInputBox({
    title: l10n.t('Add Store'),
    prompt:
      kind === 'service'
        ? l10n.t('The address of an event-replay service; it is asked for its token next.')
        : l10n.t('A path or URI, as in your DATABASE_URL. A password in it is kept in the secret storage.'),
    placeHolder: kind === 'service' ? 'https://replay.example:8012' : 'postgresql://user:password@host:5432/database',
    value,
    ignoreFocusOut: true,
    validateInput: (text) => validate(backend, kind, text),
  });
  if (!uri) return undefined;
  if (kind === 'database') return { uri: uri.trim(), baseFolder: baseFolder() };
  const withToken = await askForToken(uri.trim());
  return withToken === undefined ? undefined : { uri: withToken };
}

async function validate(
  backend: Backend,
  kind: Kind,
  text: string,
): Promise<vscode.InputBoxValidationMessage | string | undefined> {
  if (text.trim() === '') return undefined;
  if (kind === 'service' && !/^https?:\/\//i.test(text.trim())) {
    return vscode.l10n.t('The address of a service begins with http:// or https://');
  }
  try {
    const { kind: found, address } = await backend.request('nameStore', { uri: text, baseFolder: baseFolder() });
    return { severity: vscode.InputBoxValidationSeverity.Info, message: `${nameOfKind(found)}: ${address}` };
  } catch (error) {
    return toMessage(error);
  }
}

function nameOfKind(kind: 'sqlite' | 'postgres' | 'http' | 'memory'): string {
  switch (kind) {
    case 'sqlite':
      return vscode.l10n.t('A SQLite file');
    case 'postgres':
      return vscode.l10n.t('PostgreSQL');
    case 'http':
      return vscode.l10n.t('An event-replay service');
    case 'memory':
      return vscode.l10n.t('An empty store in memory');
  }
}

/** The service's URI with its token, where it has one. */
async function askForToken(uri: string): Promise<string | undefined> {
  const url = new URL(uri);
  if (url.username || url.password) return uri;
  const token = await vscode.window.showInputBox({
    title: vscode.l10n.t('Add Store'),
    prompt: vscode.l10n.t('The token of {0}. Leave it empty if the service wants none.', url.host),
    password: true,
    ignoreFocusOut: true,
  });
  if (token === undefined) return undefined;
  // Not `url.password`: it leaves a % alone, which would be decoded.
  const { protocol, host, pathname } = url;
  return token.trim() === '' ? uri : `${protocol}//:${encodeURIComponent(token.trim())}@${host}${pathname}`;
}
