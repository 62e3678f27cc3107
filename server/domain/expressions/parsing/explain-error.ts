import type { Tree } from '@lezer/common';
import { parser } from '@lezer/python';
import type { BadExpression } from '../bad-expression.ts';
import { refuse, type Source } from './source-node.ts';

/** What people who come from other languages write, and Python's way. */
const HABITS: readonly (readonly [RegExp, string])[] = [
  [/&&/g, "use 'and' instead of '&&'"],
  [/\|\|/g, "use 'or' instead of '||'"],
  [/!==/g, "use '!=' instead of '!=='"],
  [/===/g, "use '==' instead of '==='"],
  [/\?\?/g, "use 'x if x is not None else y' instead of '??'"],
  [/\?\./g, "use event_data.get('name') instead of '?.'"],
  [/\?/g, "use 'x if condition else y' instead of '?'"],
  [/=>/g, "functions are not allowed; for 'greater or equal' use '>='"],
  [/!(?!=)/g, "use 'not' instead of '!'"],
  [/\+\+/g, "an expression changes nothing: use '+ 1'"],
  [/:=/g, 'an expression assigns nothing: write the value where it is used'],
  [/(?<![=!<>:+\-*/%&|^@])=(?!=)/g, "use '==' to compare"],
  [/[+\-*/%&|^@]=/g, 'an expression assigns nothing'],
  [/;/g, 'one expression only: connect conditions with and, or'],
  [/\$\{?/g, "names have no '$'"],
  [/`/g, 'texts are quoted with \' or "'],
  [/\btypeof\b/g, 'use type(x) or isinstance(x, str)'],
  [/\bnew\b/g, "there is no 'new' in Python"],
];

/** Statements by the grammar's names, and what to say to each. */
const STATEMENTS: Readonly<Record<string, string>> = {
  ImportStatement: 'imports are not allowed: the names that an expression can use are there already',
  IfStatement: "statements are not allowed: use 'x if condition else y'",
  ForStatement: 'statements are not allowed: use a comprehension, [… for x in xs]',
  WhileStatement: 'statements are not allowed: use a comprehension, [… for x in xs]',
  ReturnStatement: "leave 'return' out: the expression's value is the answer",
  AssertStatement: "leave 'assert' out: the expression's truth is the answer",
  PrintStatement: "leave 'print' out: the expression's value is shown",
  UpdateStatement: 'an expression assigns nothing',
  YieldStatement: "'yield' is not allowed in an expression",
};
const ANY_STATEMENT = 'statements are not allowed: write one expression';
const PLAIN: ReadonlySet<string> = new Set([
  'ExpressionStatement',
  'AssignStatement',
  'StatementGroup',
  '⚠',
  'Comment',
]);

/** From here on the grammar may have stopped because of what is nested, rather than wrong. */
const LONG = 2_000;

type Place = { readonly from: number; readonly to: number };

/** The error for a text that is no expression: the statement or the habit behind it when one is recognised. */
export function explainError(source: Source, tree: Tree, place: Place): BadExpression {
  const statement = statementHint(source);
  if (statement) return refuse(source, { from: 1, to: source.parsed.length - 2 }, statement);
  const masked = maskTexts(source.parsed, tree);
  const habit = nearestHabit(masked, place.from);
  if (habit) return refuse(source, habit.place, habit.hint);
  return refuse(source, place, describe(source, masked, place));
}

function statementHint(source: Source): string | undefined {
  const first = parser.parse(source.parsed.slice(1, -2).trim()).topNode.firstChild;
  if (!first || PLAIN.has(first.name)) return undefined;
  return STATEMENTS[first.name] ?? ANY_STATEMENT;
}

/** The source with the contents of its texts and comments blanked, so that nothing is found in them. */
function maskTexts(parsed: string, tree: Tree): string {
  let masked = parsed;
  tree.iterate({
    enter: ({ name, from, to }) => {
      if (name !== 'String' && name !== 'Comment') return;
      masked = masked.slice(0, from) + ' '.repeat(to - from) + masked.slice(to);
    },
  });
  return masked;
}

function nearestHabit(masked: string, at: number): { place: Place; hint: string } | undefined {
  let best: { place: Place; hint: string; distance: number } | undefined;
  for (const [pattern, hint] of HABITS) {
    for (const match of masked.matchAll(pattern)) {
      const place = { from: match.index, to: match.index + match[0].length };
      const distance = Math.max(place.from - at, at - place.to, 0);
      if (!best || distance < best.distance) best = { place, hint, distance };
    }
  }
  return best;
}

function describe(source: Source, masked: string, { from }: Place): string {
  const rest = masked.slice(from, -1).trimStart();
  const before = masked.slice(1, from).trimEnd();
  if (/^["']/.test(source.parsed.slice(from).trimStart())) return 'the text is not closed: a quote is missing';
  if (rest === '' || rest === ')') return before === '' ? 'write an expression' : openEnd(source.parsed);
  if (/\n\s*$/.test(masked.slice(1, from))) return ANY_STATEMENT;
  const word = /^(?:[\p{L}\p{N}_]+|.)/u.exec(rest)?.[0] ?? '';
  if (source.parsed.length > LONG) return `'${word}' is not expected here, or it is nested too deeply`;
  return `'${word}' is not expected here`;
}

function openEnd(parsed: string): string {
  const inner = parsed.slice(1, -2);
  for (const [open, close] of ['()', '[]', '{}']) {
    if (inner.split(open!).length > inner.split(close!).length) return `a '${close}' is missing`;
  }
  return /["']/.test(inner) && (inner.split("'").length % 2 === 0 || inner.split('"').length % 2 === 0)
    ? 'the text is not closed: a quote is missing'
    : 'the expression is not complete';
}
