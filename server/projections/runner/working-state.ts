import { readPlain } from './read-plain.ts';
import { writeJson } from './write-json.ts';

/** The top-level keys that an event set, and those that it deleted. */
export interface Changes {
  readonly set: object;
  readonly deleted: readonly string[];
}

/**
 * The state of one stream within a request. It is kept as texts, one for each top-level key: that tells a value that was
 * mutated in place from one that stayed, undoes what a failing event did before it threw, and makes the state the same
 * wherever a request begins.
 */
export class WorkingState {
  #state: object;
  #texts: Map<string, string>;

  constructor(state: unknown) {
    this.#state = state as object;
    this.#texts = textsOf(this.#state);
  }

  async change(fold: (state: object) => unknown): Promise<Changes> {
    try {
      const result = (await fold(this.#state)) ?? this.#state;
      if (typeof result !== 'object' || Array.isArray(result)) {
        throw new TypeError(`the projection returned ${describe(result)}; it must return the new state, an object`);
      }
      return this.#accept(result);
    } catch (error) {
      this.#state = fromTexts(this.#texts);
      throw error;
    }
  }

  #accept(result: object): Changes {
    const texts = textsOf(result);
    const changed = new Map([...texts].filter(([key, text]) => this.#texts.get(key) !== text));
    const deleted = [...this.#texts.keys()].filter((key) => !texts.has(key));
    this.#texts = texts;
    this.#state = fromTexts(texts);
    return { set: fromTexts(changed), deleted };
  }
}

function textsOf(state: object): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(state)) {
    const text = writeJson(value);
    if (text !== undefined) texts.set(key, text);
  }
  return texts;
}

function fromTexts(texts: ReadonlyMap<string, string>): object {
  return Object.fromEntries([...texts].map(([key, text]) => [key, readPlain(text)]));
}

function describe(value: unknown): string {
  return Array.isArray(value) ? 'an array' : (JSON.stringify(value) ?? typeof value);
}
