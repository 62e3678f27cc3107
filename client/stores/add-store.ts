import * as vscode from 'vscode';
import type { Backend } from '../backend.ts';
import { showError } from '../show-error.ts';
import { orCancelled, withLateProgress } from '../with-late-progress.ts';
import { askForStore } from './ask-for-store.ts';
import { askForUri } from './ask-for-uri.ts';
import type { KnownStores } from './known-stores.ts';
import type { StoreSource } from './store-source.ts';

export interface AddingParts {
  readonly backend: Backend;
  readonly stores: KnownStores;
}

/** Asks for a store and adds it. Undefined when that fails, which the user is told, or when the user gives up. */
export async function askAndAddStore(parts: AddingParts): Promise<string | undefined> {
  const source = await askForStore(parts.backend, parts.stores);
  return source && addStore(parts, source);
}

/**
 * Opens a store and, when that works, adds it and gives its address. Else the user is told why, and offered to try again or to
 * write the URI otherwise; then this gives undefined at once.
 */
export async function addStore(parts: AddingParts, source: StoreSource): Promise<string | undefined> {
  const { l10n } = vscode;
  try {
    return await withLateProgress(l10n.t('Opening the store…'), (token) =>
      orCancelled(parts.stores.add(source.uri, source, token), token),
    );
  } catch (error) {
    if (error instanceof vscode.CancellationError) return undefined;
    const again = (other: StoreSource | undefined) => other && addStore(parts, other);
    const kind = /^https?:/i.test(source.uri) ? 'service' : 'database';
    void showError(error, {
      [l10n.t('Try Again')]: () => again(source),
      [l10n.t('Edit…')]: async () => again(await askForUri(parts.backend, kind, source.uri)),
    });
    return undefined;
  }
}
