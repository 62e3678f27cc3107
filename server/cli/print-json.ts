import type { JsonValue } from '../domain/json.ts';
import { toJsonText } from '../domain/json-text.ts';
import type { CommandContext } from './command.ts';
import { plainText } from './plain-text.ts';

/** Is JSON wanted of a command that shows something? Told by `--json` and `--no-json`, else where nobody reads along. */
export function wantsJson({ json }: { readonly json?: boolean | undefined }, { output }: CommandContext): boolean {
  return json ?? !output.isTerminal;
}

/** A value as one line of JSON, in the shape of Python's `json.dumps`. */
export function printJson({ print }: CommandContext, value: JsonValue): void {
  print(toJsonText(value));
}

/**
 * JSON text that holds payloads to the letter, on one line. For a terminal the characters that would act there are
 * escaped, which changes no value: they stand inside of strings only.
 */
export function printJsonText({ print, output }: CommandContext, text: string): void {
  print(output.isTerminal ? plainText(text) : text);
}
