import type { TextField, TextPart } from '../ast.ts';
import { escapeBeyondAscii } from '../formatting/ascii.ts';
import { formatValue } from '../formatting/format-value.ts';
import { allowText } from '../limits.ts';
import { toReprText, toText } from '../values/to-text.ts';
import { compile } from './compile.ts';
import type { Frame, Scope } from './scope.ts';

/** An f-string: its texts and fields, one after the other. */
export function compileText(parts: readonly TextPart[], scope: Scope): (frame: Frame) => string {
  const pieces = parts.map((part) => (typeof part === 'string' ? part : compileField(part, scope)));
  return (frame) => {
    let text = '';
    for (const piece of pieces) text += typeof piece === 'string' ? piece : piece(frame);
    allowText(text.length);
    return text;
  };
}

/** `{value!r:spec}`. */
export function compileField(field: TextField, scope: Scope): (frame: Frame) => string {
  const value = compile(field.value, scope);
  const spec = compileText(field.spec, scope);
  switch (field.conversion) {
    case 'r':
      return (frame) => formatValue(toReprText(value(frame)), spec(frame));
    case 'a':
      return (frame) => formatValue(escapeBeyondAscii(toReprText(value(frame))), spec(frame));
    case 's':
      return (frame) => formatValue(toText(value(frame)), spec(frame));
    default:
      return (frame) => formatValue(value(frame), spec(frame));
  }
}
