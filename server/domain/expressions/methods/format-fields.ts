import { EvaluationError, valueError } from '../evaluation-error.ts';
import { escapeBeyondAscii } from '../formatting/ascii.ts';
import { formatValue } from '../formatting/format-value.ts';
import { allowText, spendOnCharacters } from '../limits.ts';
import { subscript } from '../operators/subscript.ts';
import type { Arguments, Value } from '../value.ts';
import { quoteText } from '../values/quote-text.ts';
import { toReprText, toText } from '../values/to-text.ts';
import { attribute } from './call-method.ts';

const MAX_NESTING = 2;

/** How fields without a number are counted: once one has a number, all must. */
interface Numbering {
  next: number;
  isManual: boolean | undefined;
}

/** `'{0} {name!r:>5}'.format(…)`. Throws Python's errors. */
export function formatFields(template: string, args: Arguments): string {
  return fill(template, args, { next: 0, isManual: undefined }, 0);
}

function fill(template: string, args: Arguments, numbering: Numbering, nesting: number): string {
  if (!/[{}]/.test(template)) return template;
  if (nesting >= MAX_NESTING) throw valueError('Max string recursion exceeded');
  spendOnCharacters(template.length);
  let text = '';
  for (let at = 0; at < template.length; ) {
    const character = template[at]!;
    if (character !== '{' && character !== '}') {
      text += character;
      at++;
    } else if (template[at + 1] === character) {
      text += character;
      at += 2;
    } else if (character === '}') {
      throw valueError("Single '}' encountered in format string");
    } else {
      const end = endOfField(template, at);
      text += fillField(template.slice(at + 1, end), args, numbering, nesting);
      at = end + 1;
    }
  }
  allowText(text.length);
  return text;
}

/** The brace that closes the field; the specification may hold fields itself. */
function endOfField(template: string, from: number): number {
  if (from + 1 === template.length) throw valueError("Single '{' encountered in format string");
  let depth = 0;
  for (let at = from; at < template.length; at++) {
    if (template[at] === '{') depth++;
    else if (template[at] === '}' && --depth === 0) return at;
  }
  throw valueError("expected '}' before end of string");
}

function fillField(field: string, args: Arguments, numbering: Numbering, nesting: number): string {
  const [, name, conversion, spec = ''] = /^((?:[^[!:]|\[[^\]]*\]?)*)(![^:]*)?(?::([\s\S]*))?$/.exec(field)!;
  const value = fieldValue(name!, args, numbering);
  const shown = convert(value, conversion);
  return formatValue(shown, spec.includes('{') ? fill(spec, args, numbering, nesting + 1) : spec);
}

function convert(value: Value, conversion: string | undefined): Value {
  switch (conversion) {
    case undefined:
      return value;
    case '!r':
      return toReprText(value);
    case '!s':
      return toText(value);
    case '!a':
      return escapeBeyondAscii(toReprText(value));
    case '!':
      throw valueError("unmatched '{' in format spec");
    default:
      if (conversion.length > 2) throw valueError("expected ':' after conversion specifier");
      throw valueError(`Unknown conversion specifier ${conversion.slice(1)}`);
  }
}

/** `0`, `name`, `0.year`, `name[key]`, `name[0]`. */
function fieldValue(path: string, { values, named }: Arguments, numbering: Numbering): Value {
  const [first] = /^[^.[]*/.exec(path)!;
  let value = argumentOf(first, values, named, numbering);
  for (let rest = path.slice(first.length); rest !== ''; ) {
    const step = /^(?:\.([^.[]*)|\[([^\]]*)\])/.exec(rest);
    if (!step) {
      throw valueError(
        rest.startsWith('[')
          ? "Missing ']' in format string"
          : "Only '.' or '[' may follow ']' in format field specifier",
      );
    }
    const [whole, name, index] = step;
    if (name === '' || index === '') throw valueError('Empty attribute in format string');
    value =
      name === undefined ? subscript(value, /^\d+$/.test(index!) ? Number(index) : index!) : attributeOf(value, name);
    rest = rest.slice(whole.length);
  }
  return value;
}

function attributeOf(value: Value, name: string): Value {
  if (!name.startsWith('_')) return attribute(value, name);
  throw new EvaluationError(
    'AttributeError',
    `names that begin with an underscore are not available: ${quoteText(name)}`,
  );
}

function argumentOf(
  name: string,
  values: readonly Value[],
  named: ReadonlyMap<string, Value> | undefined,
  numbering: Numbering,
): Value {
  const isNumber = /^\d+$/.test(name);
  if (name !== '' && !isNumber) {
    const value = named?.get(name);
    if (value === undefined) throw new EvaluationError('KeyError', quoteText(name));
    return value;
  }
  if (numbering.isManual !== undefined && numbering.isManual !== isNumber) {
    const [from, to] = isNumber
      ? ['automatic field numbering', 'manual field specification']
      : ['manual field specification', 'automatic field numbering'];
    throw valueError(`cannot switch from ${from} to ${to}`);
  }
  numbering.isManual = isNumber;
  const index = isNumber ? Number(name) : numbering.next++;
  const value = values[index];
  if (value === undefined) {
    const message = `Replacement index ${index} out of range for positional args tuple`;
    throw new EvaluationError('IndexError', message);
  }
  return value;
}
