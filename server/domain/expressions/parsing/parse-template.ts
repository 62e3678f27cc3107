import type { TextField, TextPart } from '../ast.ts';
import { syntaxError } from '../bad-expression.ts';
import { type FieldPlace, findField } from './find-field.ts';
import { parsePart } from './parse.ts';

/** A specification may hold fields itself, and theirs no more. */
const MAX_NESTING = 2;

/** Splits a log message into its texts and `{…}` fields. Throws a `BadExpression`. */
export function parseTemplate(source: string): readonly TextPart[] {
  return partsOf(source, 0, source.length, 0);
}

function partsOf(source: string, from: number, to: number, nesting: number): readonly TextPart[] {
  const parts: TextPart[] = [];
  let text = '';
  for (let at = from; at < to; ) {
    const character = source[at]!;
    const isBrace = character === '{' || character === '}';
    if (isBrace && at + 1 < to && source[at + 1] === character) {
      text += character;
      at += 2;
    } else if (character === '}') {
      throw syntaxError(
        source,
        { from: at, to: at + 1 },
        "no '{' belongs to this '}': write '}}' for the brace itself",
      );
    } else if (character === '{') {
      const place = findField(source, at, to);
      if (text !== '') parts.push(text);
      text = '';
      parts.push(fieldAt(source, place, nesting));
      at = place.to;
    } else {
      text += character;
      at++;
    }
  }
  return text === '' ? parts : [...parts, text];
}

function fieldAt(source: string, place: FieldPlace, nesting: number): TextField {
  const span = { from: place.from, to: place.to };
  if (nesting >= MAX_NESTING) throw syntaxError(source, span, 'the format is nested too deeply');
  const value = parsePart(source, place.from + 1, place.valueEnd);
  const spec = place.spec ? partsOf(source, place.spec.from, place.spec.to, nesting + 1) : [];
  return { value, conversion: place.conversion, spec, span };
}
