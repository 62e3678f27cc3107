import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { shallowMerge } from '../../server/projections/shallow-merge.ts';
import { Checkpoints } from '../../server/replay/checkpoints.ts';
import type { Track } from '../../server/replay/tracks.ts';
import { AGGREGATE } from './big-store.ts';
import { heading, median, report } from './measure.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const SPACING = 1_000;

/** The heap that the checkpoints of ten million events take, whatever the state's width. */
export function benchCheckpoints(): void {
  heading('Checkpoints of ten million events');
  for (const [width, text] of [
    [9, 0],
    [9, 400],
    [1_000, 0],
    [1_000, 40],
    [10_000, 0],
    [10_000, 40],
  ] as const) {
    const { heap, spacing, took } = checkpointsOf(width, text);
    const name = `${width.toLocaleString('en-US')} fields of ${text === 0 ? 'a number' : `${text} characters`}, in MB`;
    const detail = `every ${spacing.toLocaleString('en-US')} events; ${took.toFixed(3)} ms for each that is kept`;
    report(name, heap, '<= 64', detail);
  }
}

function checkpointsOf(width: number, text: number): { heap: number; spacing: number; took: number } {
  let made = 0;
  const value = () => (text === 0 ? ++made + 0.5 : JSON.parse(`"${String(++made).padStart(text, 'x')}"`));
  const state = shallowMerge.initialState();
  const names = Array.from({ length: width }, (_, n) => `field_${n}`);
  const tracks = new Map<string, Track>([[AGGREGATE, { aggregateId: AGGREGATE, position: 0, state }]]);
  const checkpoints = new Checkpoints();
  const before = usedHeap();
  const times: number[] = [];
  for (let position = SPACING; position <= 10_000_000; position += SPACING) {
    if (position % checkpoints.spacing !== 0) continue;
    // Each field was written since the last: nothing is shared.
    for (const name of names) state[name] = value();
    const begin = performance.now();
    checkpoints.offer(position, { version: position, tie: position }, tracks);
    times.push(performance.now() - begin);
  }
  const heap = usedHeap() - before;
  return { heap, spacing: checkpoints.spacing, took: median(times) };
}

function usedHeap(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}
