import type { EventStore } from '../../server/domain/event-store.ts';
import { codeLenses } from '../../server/language/features/code-lens.ts';
import { documentSymbols } from '../../server/language/features/document-symbol.ts';
import { foldingRanges } from '../../server/language/features/folding-range.ts';
import { OpenStores } from '../../server/language/open-stores.ts';
import { WindowProblems } from '../../server/language/problems.ts';
import { streamText } from '../../server/language/requests/stream-text.ts';
import { StreamWindow } from '../../server/language/windows.ts';
import { WINDOW_SIZE } from '../../server/protocol/stream-address.ts';
import { openStore } from '../../server/stores/open-store.ts';
import { AGGREGATE, bigStore } from './big-store.ts';
import { heading, inTurn, median, ms, report, reportRounds, time } from './measure.ts';

const ROUNDS = 7;
const { signal } = new AbortController();
const work = { signal, report: () => {}, known: undefined as never };

/** What an editor asks of one window of a long stream, against reading its rows. */
export async function benchEditor(count: number): Promise<void> {
  heading(`The editor: a window of ${WINDOW_SIZE.toLocaleString('en-US')} events`);
  const stores = new OpenStores(openStore, undefined as never, () => {});
  const store = await stores.open(await bigStore(count));
  // Not the first window: where it begins has to be found.
  const address = { store: store.address, aggregateId: AGGREGATE, firstPosition: 4 * WINDOW_SIZE + 1 };
  const rows = () => time(() => readRows(store, address.firstPosition));

  const asText = () => time(() => streamText(stores, address, work));
  reportRounds('as text: reading the rows', await inTurn(ROUNDS, asText, rows), '<= 1.5');

  const features = () =>
    time(async () => {
      const window = new StreamWindow(store, address);
      await window.catchUp(signal);
      documentSymbols(window.lines);
      foldingRanges(window.lines);
      codeLenses(window.lines, address, false);
    });
  reportRounds('outline, folding and lenses: reading the rows', await inTurn(ROUNDS, features, rows), '<= 1.5');

  const window = new StreamWindow(store, address);
  await window.catchUp(signal);
  const again = () => time(() => documentSymbols(window.lines));
  reportRounds('the outline again: reading the rows', await inTurn(ROUNDS, again, rows), '<= 0.1');

  const problems = () => time(() => new WindowProblems(window).catchUp(signal));
  reportRounds('problems: reading the rows', await inTurn(ROUNDS, problems, rows), '<= 3');

  for (const [name, run] of [
    ['as text', asText],
    ['problems', problems],
  ] as const) {
    const waits = await waitsDuring(run);
    report(`the longest that others wait, ${name}, in ms`, Math.max(...waits), '<= 50', `median ${ms(median(waits))}`);
  }
  await stores.closeAll();
}

async function readRows(store: EventStore, firstPosition: number): Promise<void> {
  let after = (await store.getEventAt(AGGREGATE, firstPosition - 1))?.key;
  for (let read = 0; read < WINDOW_SIZE; ) {
    const page = await store.readStream(AGGREGATE, { after, limit: 1_000 });
    read += page.length;
    after = page.at(-1)?.key;
  }
}

/** How long each turn of the event loop is, in milliseconds, while something runs. */
async function waitsDuring(run: () => Promise<unknown>): Promise<number[]> {
  const waits: number[] = [];
  let last = performance.now();
  let isRunning = true;
  const tick = () => {
    waits.push(performance.now() - last);
    last = performance.now();
    if (isRunning) setImmediate(tick);
  };
  setImmediate(tick);
  await run();
  isRunning = false;
  return waits;
}
