import * as vscode from 'vscode';
import type { QueryText } from './query-text.ts';

const KEY = 'recentQueries';
const MOST = 20;
/** Longer ones are kept in files. */
const LONGEST = 20_000;

/** The queries that were run last in this workspace, the latest first. */
export class RecentQueries {
  readonly #memory: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  get all(): readonly QueryText[] {
    const remembered = this.#memory.get<unknown>(KEY);
    return Array.isArray(remembered) && remembered.every(isQueryText) ? remembered : [];
  }

  /** One that was run before moves to the top. */
  async add({ title, text }: QueryText): Promise<void> {
    if (text.length > LONGEST) return;
    await this.#save([{ title, text }, ...this.#without(text)].slice(0, MOST));
  }

  remove({ text }: QueryText): Promise<void> {
    return this.#save(this.#without(text));
  }

  clear(): Promise<void> {
    return this.#save([]);
  }

  #without(text: string): QueryText[] {
    return this.all.filter((query) => query.text !== text);
  }

  async #save(queries: readonly QueryText[]): Promise<void> {
    await this.#memory.update(KEY, queries);
    this.#changed.fire();
  }
}

function isQueryText(entry: unknown): entry is QueryText {
  const { title, text } = (entry ?? {}) as Partial<Record<keyof QueryText, unknown>>;
  return typeof title === 'string' && typeof text === 'string';
}
