import type { TypeName } from './shape.ts';

/** How a function is called, what it gives, and what it does in one sentence. */
export interface SignatureText {
  /** The parameters as Python's documentation writes them: `key, default=None`. */
  readonly parameters: string;
  /** Undefined when that depends on the arguments. */
  readonly result: TypeName | undefined;
  readonly description: string;
}

export type Table = Readonly<Record<string, SignatureText>>;

export function entry(parameters: string, result: TypeName | undefined, description: string): SignatureText {
  return { parameters, result, description };
}

/** What a table has under a name; what JavaScript objects inherit, such as `constructor`, is nothing of it. */
export function entryOf<T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return table && Object.hasOwn(table, name) ? table[name] : undefined;
}
