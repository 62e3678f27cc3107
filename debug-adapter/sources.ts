import { basename } from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { RecordedEvent } from '../server/domain/event.ts';
import type { EventStore } from '../server/domain/event-store.ts';
import { toStreamText } from '../server/domain/stream-text.ts';
import { listingPath } from '../server/listing/listing-path.ts';
import {
  parseStreamFileName,
  parseStreamUri,
  streamFileName,
  toStreamUri,
  WINDOW_SIZE,
  windowOf,
} from '../server/protocol/stream-address.ts';
import { readWindow } from '../server/replay/read-window.ts';
import type { ClientInfo } from './client-info.ts';

export type SourceMode = 'uri' | 'file' | 'reference';

/** A window of one of the store's streams. */
export interface Window {
  readonly aggregateId: string;
  /** The position of the event on its first line. */
  readonly firstPosition: number;
}

/**
 * What nvim-dap calls the buffer of a source that has a reference: `dap-src://<session>/<reference>/`. The buffer, and the
 * breakpoints in it, may be of an earlier session, and are sent before this one has shown anything.
 */
const NVIM_BUFFER = /^dap-src:\/\/\d+\/(\d+)\//;

/** The group of the breakpoints on a window's lines. */
export function groupOfLines({ aggregateId, firstPosition }: Window): string {
  return `${aggregateId}\n${firstPosition}`;
}

/**
 * The streams as DAP sources. `uri`: the client opens the document itself. `file`: a read-only listing on disk, always
 * at the same path. `reference`: the text is asked for by `source`. What comes back from a client is recognised in all
 * of these forms, because clients shorten and re-encode what they were given.
 */
export class Sources {
  readonly #store: EventStore;
  readonly #mode: SourceMode;
  /** The session's streams; the first is meant when a client names none. */
  readonly #streams: () => readonly string[];
  readonly #known: Window[] = [];
  /** How many lines of a listing are on disk, by its path. */
  readonly #written = new Map<string, Promise<number>>();
  readonly #onNew: (source: DebugProtocol.Source) => void;

  constructor(
    store: EventStore,
    mode: SourceMode,
    streams: () => readonly string[],
    onNew: (source: DebugProtocol.Source) => void,
  ) {
    this.#onNew = onNew;
    this.#store = store;
    this.#mode = mode;
    this.#streams = streams;
  }

  /** The source and line, from 1, of the n-th event of a stream. */
  async locate(aggregateId: string, position: number): Promise<{ source: DebugProtocol.Source; line: number }> {
    const { firstPosition, line } = windowOf(position);
    return { source: await this.#toSource({ aggregateId, firstPosition }, line), line };
  }

  /** The window that a source means, the first of all where a client names none; undefined when it is none of this store's. */
  resolve(source: DebugProtocol.Source = {}): Window | undefined {
    return (
      fromAdapterData(source.adapterData) ??
      this.#known[(source.sourceReference ?? 0) - 1] ??
      this.#fromPath(source.path) ??
      this.#fromName(source.name) ??
      (source.path || source.name ? undefined : this.#begins()[0])
    );
  }

  /** The event on a line as the client counts lines. */
  async eventOn(
    { aggregateId, firstPosition }: Window,
    line: number,
    { firstLine }: ClientInfo,
  ): Promise<{ readonly position: number; readonly event: RecordedEvent } | undefined> {
    const position = firstPosition + line - firstLine;
    // Clients are free to send any number.
    if (!(Number.isSafeInteger(position) && position >= firstPosition)) return undefined;
    if (position >= firstPosition + WINDOW_SIZE) return undefined;
    const event = await this.#store.getEventAt(aggregateId, position);
    return event && { position, event };
  }

  /** All sources that were shown in this session. */
  async list(): Promise<DebugProtocol.Source[]> {
    return Promise.all(this.#known.map((window) => this.#toSource(window)));
  }

  async text({ aggregateId, firstPosition }: Window): Promise<string> {
    return toStreamText(await readWindow(this.#store, aggregateId, firstPosition, WINDOW_SIZE));
  }

  async #toSource(window: Window, line = 1): Promise<DebugProtocol.Source> {
    const index = this.#known.findIndex((known) => isSame(known, window));
    const reference = index >= 0 ? index + 1 : this.#known.push(window);
    const source = {
      name: streamFileName(window),
      adapterData: window,
      ...(await this.#placeOf(window, reference, line)),
    };
    if (index < 0) this.#onNew(source);
    return source;
  }

  async #placeOf(window: Window, reference: number, line: number): Promise<DebugProtocol.Source> {
    switch (this.#mode) {
      case 'uri':
        return { path: toStreamUri({ store: this.#store.address, ...window }) };
      case 'file':
        return { path: await this.#write(window, line) };
      case 'reference':
        return { sourceReference: reference };
    }
  }

  #fromPath(path: string | undefined): Window | undefined {
    if (!path) return undefined;
    const reference = NVIM_BUFFER.exec(path)?.[1];
    if (reference)
      return this.#known[Number(reference) - 1] ?? (this.#known.length === 0 ? this.#begins()[0] : undefined);
    const address = parseStreamUri(path);
    if (address) return address.store === this.#store.address ? address : undefined;
    const named = parseStreamFileName(basename(path));
    // The listing of any stream of this store, as its path tells.
    if (named && this.#pathOf(named) === path) return named;
    return [...this.#known, ...this.#begins()].find((window) => this.#pathOf(window) === path) ?? this.#fromName(path);
  }

  /** The first is meant when a client names nothing. */
  #begins(): Window[] {
    return this.#streams().map((aggregateId) => ({ aggregateId, firstPosition: 1 }));
  }

  #fromName(name: string | undefined): Window | undefined {
    const named = parseStreamFileName(basename(name ?? ''));
    if (!named) return undefined;
    const isOurs = this.#streams().includes(named.aggregateId) || this.#known.some((window) => isSame(window, named));
    return isOurs ? named : undefined;
  }

  /**
   * Written once per session, and again when the stream has grown beyond it; breakpoints set there before are found
   * again, because the path never changes.
   */
  #write(window: Window, line: number): Promise<string> {
    const path = this.#pathOf(window);
    const known = this.#written.get(path) ?? Promise.resolve(0);
    const writing = known.then(async (lines) => {
      if (lines >= line) return lines;
      const { writeListing } = await import('../server/listing/write-listing.ts');
      return (await writeListing(this.#store, window)).lineCount;
    });
    this.#written.set(path, writing);
    return writing.then(() => path);
  }

  #pathOf(window: Window): string {
    return listingPath({ store: this.#store.address, ...window });
  }
}

function isSame(a: Window, b: Window): boolean {
  return a.aggregateId === b.aggregateId && a.firstPosition === b.firstPosition;
}

function fromAdapterData(data: unknown): Window | undefined {
  const window = data as Partial<Window> | null | undefined;
  if (typeof window?.aggregateId !== 'string' || typeof window.firstPosition !== 'number') return undefined;
  return { aggregateId: window.aggregateId, firstPosition: window.firstPosition };
}
