import { inferSource } from './infer.ts';
import type { Knowledge } from './knowledge.ts';
import { knowledgeAt } from './knowledge-at.ts';
import { endOfText, surroundingsOf } from './scan-source.ts';
import { entryOf, type SignatureText } from './signature-text.ts';
import { FUNCTION_SIGNATURES, METHOD_SIGNATURES } from './signatures.ts';
import { startOfOperand } from './start-of-operand.ts';
import { STATIC_SIGNATURES } from './time-signatures.ts';

/** The call that the cursor stands in. */
export interface SignatureHelp {
  /** `get(key, default=None)`. */
  readonly label: string;
  readonly documentation: string;
  /** Where each parameter stands in the label. */
  readonly parameters: readonly { readonly from: number; readonly to: number }[];
  /** The parameter that is being written, from 0; the last for more arguments than there are. */
  readonly active: number;
}

/** How many brackets are looked at for the call, from the innermost outwards. */
const DEEPEST = 20;

/** Undefined outside of calls, and for what is not known. Never throws. */
export function signatureHelp(source: string, offset: number, knowledge: Knowledge): SignatureHelp | undefined {
  const { brackets, start, text } = surroundingsOf(source, offset);
  const end = text ? text.from : offset;
  const known = knowledgeAt(source, offset, 0, knowledge);
  for (const open of brackets.slice(-DEEPEST).reverse()) {
    if (source[open] !== '(') continue;
    const callee = source.slice(startOfOperand(source, open, start), open);
    const found = callee === '' ? undefined : signatureOf(callee, known);
    if (!found) continue;
    return toHelp(callee.slice(callee.lastIndexOf('.') + 1), found, argumentAt(source, open + 1, end));
  }
  return undefined;
}

function signatureOf(callee: string, knowledge: Knowledge): SignatureText | undefined {
  const dot = callee.lastIndexOf('.');
  if (dot < 0) return entryOf(FUNCTION_SIGNATURES, callee);
  const [owner, name] = [callee.slice(0, dot), callee.slice(dot + 1)];
  const made = entryOf(entryOf(STATIC_SIGNATURES, owner), name);
  if (made) return made;
  const types = [...(inferSource(owner, knowledge)?.types ?? [])];
  const known = types.length > 0 ? types : Object.keys(METHOD_SIGNATURES);
  return known
    .map((type) => entryOf(entryOf(METHOD_SIGNATURES, type), name))
    .find((signature) => signature !== undefined);
}

function toHelp(name: string, { parameters, description }: SignatureText, argument: number): SignatureHelp {
  const parts = parameters === '' ? [] : parameters.split(', ').filter((part) => part !== '*');
  const label = `${name}(${parameters})`;
  let at = name.length + 1;
  const places = parts.map((part) => {
    const from = label.indexOf(part, at);
    at = from + part.length;
    return { from, to: at };
  });
  return {
    label,
    documentation: description,
    parameters: places,
    active: Math.min(argument, Math.max(0, parts.length - 1)),
  };
}

/** How many commas stand between, outside of brackets and texts. */
function argumentAt(source: string, from: number, to: number): number {
  let count = 0;
  let depth = 0;
  for (let at = from; at < to; at++) {
    const character = source[at]!;
    if (character === '"' || character === "'") at = endOfText(source, at) - 1;
    else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    else if (character === ',' && depth === 0) count++;
  }
  return count;
}
