import { isJsonArray, isJsonObject, type JsonValue } from './json.ts';

/** A way into a state: `['items', 0, 'qty']`. */
export type StatePath = readonly (string | number)[];

const PART = /\.?([^.[\]'"\s]+)|\[\s*(?:(\d+)|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*\]/y;

/** Reads `items[0].qty`, `items.0.qty` or `state['odd key'].x`; undefined when it is no path. */
export function parseStatePath(text: string): StatePath | undefined {
  const path: (string | number)[] = [];
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length) {
    const match = PART.exec(text);
    if (!match) return undefined;
    const [, name, index, single, double] = match;
    if (index !== undefined) path.push(Number(index));
    else path.push(name ?? (single ?? double)!.replace(/\\(.)/g, '$1'));
  }
  return path.length > 0 ? path : undefined;
}

const INDEX = /^[0-9]+$/;

/** What stands at the path; undefined when nothing does. */
export function valueAt(value: JsonValue | undefined, path: StatePath): JsonValue | undefined {
  let here = value;
  for (const part of path) {
    if (isJsonArray(here)) here = INDEX.test(String(part)) ? here[Number(part)] : undefined;
    else if (isJsonObject(here)) here = Object.hasOwn(here, part) ? here[part] : undefined;
    else return undefined;
  }
  return here;
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** One more step of an expression's path: `.qty`, `['odd key']`, `[0]`. */
function pathStep(part: string | number): string {
  if (typeof part === 'number') return `[${part}]`;
  return NAME.test(part) ? `.${part}` : `[${quote(part)}]`;
}

/** The path as people write it: `items[0].qty`. */
export function formatStatePath(path: StatePath): string {
  return path.map(pathStep).join('').replace(/^\./, '');
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
