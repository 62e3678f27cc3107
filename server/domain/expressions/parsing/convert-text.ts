import type { SyntaxNode } from '@lezer/common';
import type { Expression, TextField, TextPart } from '../ast.ts';
import { BadEscape, openingOf, unescapeText } from './parse-text.ts';
import { childrenOf, refuse, type Source, spanOf, textOf } from './source-node.ts';

type Convert = (node: SyntaxNode) => Expression;

/** A text, an f-string, or several written one after the other. */
export function convertText(source: Source, node: SyntaxNode, convert: Convert): Expression {
  const literals = node.name === 'ContinuedString' ? childrenOf(node) : [node];
  const parts: TextPart[] = [];
  for (const literal of literals) {
    for (const part of partsOf(source, literal, convert)) {
      const last = parts.at(-1);
      if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
      else parts.push(part);
    }
  }
  const span = spanOf(source, node);
  if (parts.every((part) => typeof part === 'string')) return { kind: 'literal', value: parts.join(''), span };
  return { kind: 'text', parts, span };
}

function partsOf(source: Source, literal: SyntaxNode, convert: Convert): TextPart[] {
  const opening = openingOf(textOf(source, literal));
  if (!opening) throw refuse(source, literal, 'the text is not closed: a quote is missing');
  const { prefix, quote } = opening;
  if (prefix.includes('b')) throw refuse(source, literal, "bytes are not used in expressions: leave the 'b' out");
  const from = literal.from + prefix.length + quote.length;
  const to = literal.to - quote.length;
  const isRaw = prefix.includes('r');
  if (!prefix.includes('f')) return [plainText(source, from, to, isRaw, false)];
  return fieldsOf(source, literal, from, to, (start, end) => plainText(source, start, end, isRaw, true), convert);
}

/** Text and `{…}` fields between two offsets, in order. */
function fieldsOf(
  source: Source,
  node: SyntaxNode,
  from: number,
  to: number,
  plain: (from: number, to: number) => string,
  convert: Convert,
): TextPart[] {
  const parts: TextPart[] = [];
  let at = from;
  for (const field of childrenOf(node).filter(({ name }) => name === 'FormatReplacement')) {
    parts.push(plain(at, field.from), ...convertField(source, field, plain, convert));
    at = field.to;
  }
  parts.push(plain(at, to));
  return parts.filter((part) => part !== '');
}

/** `{value!r:spec}`; `{value=}` also shows its own source. */
function convertField(
  source: Source,
  field: SyntaxNode,
  plain: (from: number, to: number) => string,
  convert: Convert,
): TextPart[] {
  const children = childrenOf(field);
  const [, value, next] = children;
  if (!value || !next || next.name === ',') throw refuse(source, field, 'write one value between the braces');
  const conversion = children.find(({ name }) => name === 'FormatConversion');
  const specNode = children.find(({ name }) => name === 'FormatSpec');
  const shown = children.find(({ name }) => name === 'FormatSelfDoc');
  const spec = specNode ? fieldsOf(source, specNode, specNode.from + 1, specNode.to, plain, convert) : [];
  const letter = conversion ? (textOf(source, conversion)[1] as 'r' | 's' | 'a') : undefined;
  const part: TextField = {
    value: convert(value),
    conversion: letter ?? (shown && !specNode ? 'r' : undefined),
    spec,
    span: spanOf(source, field),
  };
  if (!shown) return [part];
  const end = conversion ?? specNode ?? children.at(-1)!;
  return [textOf(source, { from: field.from + 1, to: end.from }), part];
}

function plainText(source: Source, from: number, to: number, isRaw: boolean, hasBraces: boolean): string {
  const body = textOf(source, { from, to }).replaceAll('\r\n', '\n');
  try {
    const text = isRaw ? body : unescapeText(body);
    return hasBraces ? text.replaceAll('{{', '{').replaceAll('}}', '}') : text;
  } catch (error) {
    if (!(error instanceof BadEscape)) throw error;
    throw refuse(source, { from: from + error.at, to: from + error.at + 2 }, error.message);
  }
}
