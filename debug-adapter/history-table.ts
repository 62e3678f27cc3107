import type { HistoryRow } from '../server/replay/watch-history.ts';
import type { Events } from './events.ts';
import type { Sources } from './sources.ts';

/** More lines than this slow the console down. */
const MOST_LINES = 2_000;

/**
 * The history of an expression as a table in the debug console: a line for each event at which its value became another,
 * with a link to it, and at how many events in a row it stayed that.
 */
export class HistoryTable {
  readonly #expression: string;
  readonly #showsStream: boolean;
  readonly #events: Events;
  readonly #sources: Sources;
  #isOpen = false;
  #seen = 0;
  #lines = 0;
  #last: HistoryRow | undefined;
  #same = 0;

  constructor(expression: string, showsStream: boolean, events: Events, sources: Sources) {
    this.#expression = expression;
    this.#showsStream = showsStream;
    this.#events = events;
    this.#sources = sources;
  }

  async add(rows: readonly HistoryRow[]): Promise<void> {
    for (const row of rows) {
      this.#seen++;
      if (this.#last && textOf(this.#last) === textOf(row)) this.#same++;
      else await this.#begin(row);
    }
  }

  async end(end: 'complete' | 'cancelled'): Promise<void> {
    await this.#write();
    const more = this.#lines > MOST_LINES ? `, of which the first ${MOST_LINES.toLocaleString('en-US')} are shown` : '';
    const stopped = end === 'cancelled' ? ' (cancelled)' : '';
    const total = `${toCount(this.#lines, 'value')} over ${toCount(this.#seen, 'event')}${more}${stopped}\n`;
    this.#open();
    this.#events.send('output', { category: 'stdout', output: total });
  }

  async #begin(row: HistoryRow): Promise<void> {
    await this.#write();
    this.#last = row;
    this.#same = 0;
    this.#lines++;
  }

  /** The line of the value that was, now that it is known how long it stayed. */
  async #write(): Promise<void> {
    const row = this.#last;
    if (!row || this.#lines > MOST_LINES) return;
    this.#open();
    const { source, line } = await this.#sources.locate(row.aggregate_id, row.position);
    const stream = this.#showsStream ? `${row.aggregate_id.padEnd(16)}  ` : '';
    const place = `${stream}v${String(row.version).padEnd(6)} ${row.timestamp.slice(0, 23)}  ${row.type.padEnd(24)}`;
    const same = this.#same === 0 ? '' : `  (${toCount(this.#same + 1, 'event')})`;
    this.#events.send('output', { category: 'stdout', output: `${place}  ${textOf(row)}${same}\n`, source, line });
  }

  #open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    const output = `History of ${this.#expression}\n`;
    this.#events.send('output', { category: 'stdout', output });
  }
}

function toCount(count: number, what: string): string {
  return `${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`;
}

function textOf({ value, error }: HistoryRow): string {
  return value ?? `Error: ${error}`;
}
