import path from 'node:path';
import * as vscode from 'vscode';
import type { Backend } from '../backend.ts';
import { log } from '../log.ts';
import { toMessage } from '../show-error.ts';
import type { KnownStores } from '../stores/known-stores.ts';
import type { LaunchValue } from './launch-value.ts';

export interface LaunchCompletionParts {
  readonly backend: Backend;
  readonly stores: KnownStores;
}

const MOST_OFFERED = 100;
/** Where a configuration names no store yet, so many of the known ones are asked. */
const MOST_ASKED = 5;

interface Offer {
  readonly value: string;
  readonly detail: string;
}

/** In launch.json: the stores that are known, and the aggregates and correlations that are in them. */
export function registerLaunchCompletion(parts: LaunchCompletionParts): vscode.Disposable {
  const launchFiles = { language: 'jsonc', pattern: '**/launch.json' };
  return vscode.languages.registerCompletionItemProvider(launchFiles, launchCompletion(parts), '"');
}

export function launchCompletion(parts: LaunchCompletionParts): vscode.CompletionItemProvider {
  return {
    async provideCompletionItems(document, position, token) {
      const { launchValueAt } = await import('./launch-value.ts');
      const value = launchValueAt(document.getText(), document.offsetAt(position));
      if (!value) return undefined;
      const folder = vscode.workspace.getWorkspaceFolder(document.uri)?.uri.fsPath;
      const offers = await offersFor(parts, value, folder, token);
      const range = new vscode.Range(document.positionAt(value.start), document.positionAt(value.end));
      const items = offers.map((offer, index) => toItem(offer, range, index));
      // What is typed next is asked for anew: the store may hold more than was offered.
      return new vscode.CompletionList(items, value.attribute !== 'store');
    },
  };
}

function toItem({ value, detail }: Offer, range: vscode.Range, index: number): vscode.CompletionItem {
  const item = new vscode.CompletionItem(value, vscode.CompletionItemKind.Value);
  item.detail = detail;
  item.range = range;
  item.insertText = JSON.stringify(value);
  item.filterText = item.insertText;
  item.sortText = String(index).padStart(4, '0');
  return item;
}

async function offersFor(
  parts: LaunchCompletionParts,
  value: LaunchValue,
  folder: string | undefined,
  token: vscode.CancellationToken,
): Promise<Offer[]> {
  if (value.attribute === 'store') return storeOffers(parts.stores, folder);
  const stores = await storesOf(parts, value.store, folder);
  const ask = value.attribute === 'correlationId' ? correlationOffers : aggregateOffers;
  const found = stores.map((store) =>
    ask(parts, store, value.prefix, token).catch((error: unknown) => {
      // Who writes a launch.json is not to be disturbed by a store that is away.
      if (!token.isCancellationRequested) log().warn(toMessage(error));
      return [];
    }),
  );
  return (await Promise.all(found)).flat().slice(0, MOST_OFFERED);
}

/** A file of the folder by its path in it, which holds for everybody who has the folder. */
function storeOffers(stores: KnownStores, folder: string | undefined): Offer[] {
  return stores.all.map(({ address }) => {
    const file = address.replace(/^sqlite:/, '');
    const inFolder = folder !== undefined && file !== address ? path.relative(folder, file) : '..';
    const isInside = inFolder !== '' && !inFolder.startsWith('..') && !path.isAbsolute(inFolder);
    const value = isInside ? inFolder.replaceAll('\\', '/') : address;
    return { value, detail: stores.nameOf(address) };
  });
}

/** The store that is named, when nothing secret is needed or it is known how to open it; else the known ones. */
async function storesOf(
  { backend, stores }: LaunchCompletionParts,
  named: string | undefined,
  baseFolder: string | undefined,
): Promise<readonly string[]> {
  const known = stores.addresses;
  // biome-ignore lint/suspicious/noTemplateCurlyInString: VS Code replaces it
  const uri = named?.replaceAll('${workspaceFolder}', baseFolder ?? '') ?? '';
  if (uri === '' || uri.includes('${')) return known.slice(0, MOST_ASKED);
  const store = await backend.request('nameStore', { uri, baseFolder }).catch(() => undefined);
  return store && (store.kind === 'sqlite' || known.includes(store.address)) ? [store.address] : [];
}

async function aggregateOffers(
  { backend, stores }: LaunchCompletionParts,
  store: string,
  prefix: string,
  token: vscode.CancellationToken,
): Promise<Offer[]> {
  const asked = { store, contains: prefix || undefined, limit: MOST_OFFERED };
  const { aggregates } = await backend.request('listAggregates', asked, token);
  return aggregates.map(({ aggregateId, aggregateTypes }) => ({
    value: aggregateId,
    detail: `${aggregateTypes.join(', ')} · ${stores.nameOf(store)}`,
  }));
}

async function correlationOffers(
  { backend, stores }: LaunchCompletionParts,
  store: string,
  startsWith: string,
  token: vscode.CancellationToken,
): Promise<Offer[]> {
  const asked = { store, startsWith, limit: MOST_OFFERED };
  const { correlationIds } = await backend.request('listCorrelations', asked, token);
  return correlationIds.map((value) => ({ value, detail: stores.nameOf(store) }));
}
