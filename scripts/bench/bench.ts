import { benchAdapter, benchMemory } from './adapter.ts';
import { bigStore } from './big-store.ts';
import { benchCheckpoints } from './checkpoints.ts';
import { benchExpressions } from './expressions.ts';
import { benchReplay } from './replay.ts';

const isLarge = process.argv.includes('--large');
const COUNT = isLarge ? 10_000_000 : 1_000_000;

console.log(
  `Ratios within this run, lower is better: the median of the rounds, the goal, the spread, and what it was made of`,
);
await benchAdapter(COUNT);
await benchMemory(COUNT, isLarge ? 100_000 : 10_000);
await benchReplay(COUNT);
benchCheckpoints();
await benchExpressions(await bigStore(1_000_000));
