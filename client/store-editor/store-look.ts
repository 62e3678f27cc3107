import path from 'node:path';
import * as vscode from 'vscode';
import { pickAggregate } from '../debugging/pick-aggregate.ts';
import { startReplay, toConfiguration } from '../debugging/start-replay.ts';
import { log } from '../log.ts';
import { toMessage } from '../show-error.ts';
import { countText } from '../stores/count-text.ts';
import type { AggregateCount } from '../stores/late-details.ts';
import { revealStore } from '../stores/reveal-store.ts';
import type { StoreEditorParts } from './store-editor.ts';
import type { StorePage } from './store-page.ts';

/** One page about a store: it opens the store, adds it to the Stores view, and shows what it holds as it is found out. */
export class StoreLook implements vscode.Disposable {
  readonly #parts: StoreEditorParts;
  readonly #file: vscode.Uri;
  readonly #show: (page: StorePage) => void;
  readonly #listening: vscode.Disposable;
  readonly #closing = new vscode.CancellationTokenSource();
  #address: string | undefined;
  #types: readonly string[] | undefined;
  readonly #counts = new Map<string, AggregateCount>();
  #isReading = false;
  #failure: string | undefined;

  constructor(parts: StoreEditorParts, file: vscode.Uri, show: (page: StorePage) => void) {
    this.#parts = parts;
    this.#file = file;
    this.#show = show;
    this.#listening = vscode.Disposable.from(
      parts.stores.onDidChange(() => this.#draw()),
      parts.backend.onDidGrow(({ store }) => {
        if (store === this.#address) void this.#read();
      }),
    );
  }

  /** Does what a button of the page says. */
  async act(action: unknown): Promise<void> {
    const store = this.#address;
    // The page is made anew whenever it comes to the front again: a store that was removed meanwhile stays so.
    if (action === 'ready' && store !== undefined) this.#draw();
    else if (action === 'ready' || action === 'open') await this.#open();
    if (store === undefined) return;
    if (action === 'browse') await revealStore(this.#parts.view, store);
    if (action === 'replay') await this.#replay(store);
  }

  dispose(): void {
    this.#closing.cancel();
    this.#closing.dispose();
    this.#listening.dispose();
  }

  async #replay(store: string): Promise<void> {
    const aggregateId = await pickAggregate(this.#parts.backend, store);
    if (aggregateId !== undefined) await startReplay(toConfiguration({ store, aggregateId }));
  }

  async #open(): Promise<void> {
    this.#failure = undefined;
    this.#draw();
    try {
      if (this.#file.scheme !== 'file') {
        throw new Error(vscode.l10n.t('Only a file on the disk of this machine can be opened as an event store.'));
      }
      this.#address = await this.#parts.stores.add(this.#file.fsPath, {}, this.#closing.token);
    } catch (error) {
      this.#fail(error);
      return;
    }
    await this.#read();
  }

  /** The types at once, then their counts one by one; those of before stand there meanwhile. */
  async #read(): Promise<void> {
    // A store that grows without a pause is read in turns.
    if (this.#isReading) return;
    this.#isReading = true;
    this.#draw();
    try {
      const store = this.#address!;
      const { token } = this.#closing;
      this.#types = await this.#parts.backend.request('listAggregateTypes', { store }, token);
      this.#draw();
      for (const aggregateType of this.#types) {
        const count = await this.#parts.backend.request('countAggregates', { store, aggregateType }, token);
        this.#counts.set(aggregateType, count);
        this.#draw();
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#isReading = false;
    }
  }

  #fail(error: unknown): void {
    if (this.#closing.token.isCancellationRequested) return;
    log().error(toMessage(error));
    this.#failure = toMessage(error);
    this.#draw();
  }

  #draw(): void {
    if (this.#closing.token.isCancellationRequested) return;
    const { l10n } = vscode;
    const isKnown = this.#address !== undefined && this.#parts.stores.get(this.#address) !== undefined;
    this.#show({
      title: this.#address ? this.#parts.stores.nameOf(this.#address) : path.basename(this.#file.fsPath),
      place: this.#file.fsPath,
      status: this.#status(),
      isFailed: this.#failure !== undefined,
      caption: l10n.t('What it holds'),
      headings: [l10n.t('Aggregate type'), l10n.t('Aggregates')],
      rows: (this.#types ?? []).map((type) => [type, this.#countOf(type)]),
      buttons: this.#buttons(isKnown),
    });
  }

  #countOf(aggregateType: string): string {
    const count = this.#counts.get(aggregateType);
    return count ? countText(count) : '…';
  }

  #status(): string {
    if (this.#failure !== undefined) return this.#failure;
    if (this.#address === undefined) return vscode.l10n.t('Opening the store…');
    if (this.#types === undefined) return vscode.l10n.t('Looking what it holds…');
    if (this.#types.length > 0) return '';
    return vscode.l10n.t('The store has no events yet. They are shown here as they are recorded.');
  }

  #buttons(isKnown: boolean): StorePage['buttons'] {
    const { l10n } = vscode;
    if (this.#failure !== undefined) return [{ action: 'open', text: l10n.t('Try Again'), isPrimary: true }];
    if (this.#address === undefined) return [];
    if (!isKnown) return [{ action: 'open', text: l10n.t('Add to the Stores View'), isPrimary: true }];
    return [
      { action: 'browse', text: l10n.t('Browse in the Sidebar'), isPrimary: true },
      { action: 'replay', text: l10n.t('Replay…'), isPrimary: false },
    ];
  }
}
