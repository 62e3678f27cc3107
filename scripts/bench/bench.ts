import { parseArgs } from 'node:util';
import { benchActivation } from './activation.ts';
import { benchAdapter, benchMemory } from './adapter.ts';
import { bigStore } from './big-store.ts';
import { benchCheckpoints } from './checkpoints.ts';
import { benchEditor } from './editor.ts';
import { benchExpressions } from './expressions.ts';
import { benchPeers } from './peers/bench-peers.ts';
import { benchReplay } from './replay.ts';
import { benchService } from './service.ts';
import { benchStores } from './stores/bench-stores.ts';

const { values: options } = parseArgs({
  options: {
    large: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    peers: { type: 'boolean', default: false },
  },
});
const COUNT = options.large ? 10_000_000 : 1_000_000;

const SECTIONS: Readonly<Record<string, () => unknown>> = {
  adapter: () => benchAdapter(COUNT),
  memory: () => benchMemory(COUNT, options.large ? 100_000 : 10_000),
  replay: () => benchReplay(COUNT),
  checkpoints: () => benchCheckpoints(),
  expressions: async () => benchExpressions(await bigStore(1_000_000)),
  stores: () => benchStores(COUNT),
  service: () => benchService(1_000_000, 60),
  editor: () => benchEditor(COUNT),
  activation: () => benchActivation(),
};

const names = options.only ?? Object.keys(SECTIONS);
const unknown = names.filter((name) => !SECTIONS[name]);
if (unknown.length > 0) {
  console.error(`No section ${unknown.join(', ')}: --only takes ${Object.keys(SECTIONS).join(', ')}`);
  process.exit(2);
}
console.log(
  `Ratios within this run, lower is better: the median of the rounds, the goal, the spread, and what it was made of`,
);
for (const name of names) await SECTIONS[name]!();
if (options.peers) await benchPeers();
