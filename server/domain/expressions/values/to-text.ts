import { allowText, MAX_TEXT, spendOnCharacters } from '../limits.ts';
import type { Value } from '../value.ts';
import { repr, str } from './repr.ts';

/** `str(value)` within an evaluation: a text that would be too long is an error there, not cut. */
export function toText(value: Value): string {
  return typeof value === 'string' ? bounded(value) : written(str(value, MAX_TEXT + 1));
}

/** `repr(value)` within an evaluation. */
export function toReprText(value: Value): string {
  return written(repr(value, MAX_TEXT + 1));
}

function written(text: string): string {
  spendOnCharacters(text.length);
  return bounded(text);
}

function bounded(text: string): string {
  allowText(text.length);
  return text;
}
