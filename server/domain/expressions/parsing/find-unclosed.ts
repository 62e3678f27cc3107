import type { Span } from '../expression.ts';

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The bracket that is not closed, closes nothing, or closes another kind; texts are masked already. */
export function findUnclosed(masked: string): { readonly place: Span; readonly hint: string } | undefined {
  const open: number[] = [];
  for (let at = 0; at < masked.length; at++) {
    const character = masked[at]!;
    if (CLOSING[character]) open.push(at);
    else if (')]}'.includes(character)) {
      const opener = open.pop();
      if (opener === undefined) return problem(at, `no bracket is open that this '${character}' could close`);
      const wanted = CLOSING[masked[opener]!]!;
      if (character !== wanted) {
        return problem(at, `'${character}' does not close '${masked[opener]}': a '${wanted}' is missing before it`);
      }
    }
  }
  const innermost = open.at(-1);
  if (innermost === undefined) return undefined;
  const bracket = masked[innermost]!;
  return problem(innermost, `'${bracket}' is not closed: a '${CLOSING[bracket]}' is missing`);
}

function problem(at: number, hint: string) {
  return { place: { from: at, to: at + 1 }, hint };
}
