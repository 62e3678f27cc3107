import { repr } from './expressions/index.ts';
import type { JsonValue } from './json.ts';

/** `0.7 → 1.7`, each side cut to so many characters. */
export function changeText(old: JsonValue | undefined, now: JsonValue | undefined, preview: number): string {
  const side = (value: JsonValue | undefined) => (value === undefined ? '(absent)' : repr(value, preview));
  return `${side(old)} → ${side(now)}`;
}
