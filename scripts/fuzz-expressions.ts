import { parseArgs } from 'node:util';
import { Python } from '../test/server/domain/expressions/cpython/python.ts';
import { fuzz } from '../test/server/domain/expressions/fuzz/fuzz.ts';

/** Compares generated expressions with python3 until one disagrees, or for as many as are asked for. */
const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { count: { type: 'string', default: '100000' }, seed: { type: 'string' } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const python = new Python();
const { disagreement, cases } = await fuzz(python, Number(values.count), seed);
python.stop();
console.log(`${cases.toLocaleString('en-US')} cases with the seed ${seed}`);
if (disagreement) {
  const { source, payload, ours, pythons } = disagreement;
  console.log(`\n${source}\n  on      ${payload}\n  ours    ${ours}\n  python3 ${pythons}\n`);
  console.log('When it is mended, keep it in test/server/domain/expressions/cpython/found-cases.ts.');
  process.exitCode = 1;
}
