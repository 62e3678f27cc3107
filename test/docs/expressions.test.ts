import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILTINS } from '../../server/domain/expressions/compiling/builtins.ts';
import { compileExpression, compileTemplate, EXPRESSION_NAMES, repr } from '../../server/domain/expressions/index.ts';
import {
  BITS_PER_STEP,
  CHARACTERS_PER_STEP,
  COMPARISONS_PER_STEP,
  MAX_BITS,
  MAX_CHAIN,
  MAX_DEPTH,
  MAX_ITEMS,
  MAX_SOURCE,
  MAX_STEPS,
  MAX_TEXT,
  TEXT_PER_STEP,
} from '../../server/domain/expressions/limits.ts';
import { methodNames } from '../../server/domain/expressions/methods/find-method.ts';
import { Python, pythonVersion } from '../server/domain/expressions/cpython/python.ts';
import { contextOf } from '../server/domain/expressions/example-context.ts';
import { INTENDED } from '../server/domain/expressions/fuzz/intended.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/expressions.md'), 'utf8');

function sectionOf(title: string): string {
  const section = page.split('\n## ').find((each) => each.startsWith(`${title}\n`));
  assert.ok(section, `no section ${title}`);
  return section;
}

/** The rows of every table with this head, each cell without its back quotes. */
function rowsUnder(head: string, part = page): string[][] {
  const tables = part.split('\n\n').filter((block) => block.startsWith(`| ${head} |`));
  return tables.flatMap((table) => table.trim().split('\n').slice(2).map(cellsOf));
}

/** A bar in an expression is escaped, as Markdown wants it in a table. */
function cellsOf(row: string): string[] {
  const cells = row.slice(2, -2).split(/(?<!\\) \| /);
  return cells.map((cell) => cell.replace(/^`+(.*?)`+$/, '$1').replaceAll('\\|', '|'));
}

function answerOf(source: string): string {
  try {
    return repr(compileExpression(source).evaluate(contextOf()));
  } catch (error) {
    return (error as Error).message;
  }
}

describe('docs/expressions.md', () => {
  const examples = rowsUnder('expression | answer');

  it('has examples', () => assert.ok(examples.length > 50, `${examples.length} examples`));

  for (const [source, answer] of examples) {
    it(`${source} gives ${answer}`, () => assert.equal(answerOf(source!), answer));
  }

  for (const [source, text] of rowsUnder('message | prints')) {
    it(`${source} prints ${text}`, () => assert.equal(compileTemplate(source!).render(contextOf()), text));
  }

  it('has the answers of CPython where it speaks of what is plain Python', async function () {
    if (pythonVersion() === undefined) return this.skip();
    const examples = ['Constructs', 'Functions and types', 'Methods'].flatMap((title) =>
      rowsUnder('expression | answer', sectionOf(title)),
    );
    assert.ok(examples.length > 30, `${examples.length} examples`);
    const python = new Python();
    const answers = await python.ask(
      contextOf(),
      examples.map(([source]) => source!),
    );
    python.stop();
    assert.deepEqual(
      examples.map(([, answer]) => answer),
      answers,
    );
  });

  it('has recipes that are right as such', () => {
    const recipes = rowsUnder('you look for | write');
    assert.ok(recipes.length > 10);
    for (const [, source] of recipes) assert.doesNotThrow(() => compileExpression(source!), source);
  });

  it('names every name, function, type and method', () => {
    const words = new Set(page.match(/\w+/g));
    const all = [...EXPRESSION_NAMES.map(({ name }) => name), ...BUILTINS.keys(), ...methodNames()];
    assert.deepEqual(
      all.filter((name) => !words.has(name)),
      [],
    );
  });

  it('says what a step is', () => {
    const limits = sectionOf('Limits').replaceAll(/\s+/g, ' ');
    for (const phrase of [
      `${CHARACTERS_PER_STEP} characters that a method works through`,
      `${TEXT_PER_STEP} that are copied or compared`,
      `${BITS_PER_STEP} bits of an integer`,
      `${COMPARISONS_PER_STEP.toLocaleString('en-US')} comparisons`,
    ]) {
      assert.ok(limits.includes(phrase), phrase);
    }
  });

  it('names the limits as they are, and every difference that the comparison with CPython leaves out', () => {
    for (const limit of [MAX_SOURCE, MAX_DEPTH, MAX_CHAIN, MAX_STEPS, MAX_TEXT, MAX_ITEMS, MAX_BITS]) {
      assert.ok(page.includes(`| ${limit.toLocaleString('en-US')} |`), String(limit));
    }
    for (const name of Object.keys(INTENDED)) assert.ok(page.includes(`**${name}**`), name);
  });
});
