import { join } from 'node:path';
import { DebugClient } from '@vscode/debugadapter-testsupport';
import { ReplaySession } from '../../server/replay/replay-session.ts';
import { openStore } from '../../server/stores/open-store.ts';
import { AGGREGATE, bigStore } from './big-store.ts';
import { bareScan, benchExpressions, ms } from './expressions.ts';
import { median, percentile, report, time } from './measure.ts';

const ADAPTER = join(import.meta.dirname, '../../dist/debug-adapter.js');
const SMALL = 1_000;
const LARGE = Number(process.argv[2] ?? 1_000_000);
/** The events between two checkpoints of a small state. */
const SPACING = 1_000;
const NEVER = "event_data.get('reward', 0) > 2";

/** From the adapter's start to the first stop, as an editor sees it. */
async function launch(store: string): Promise<number> {
  const client = new DebugClient(process.execPath, ADAPTER, 'event-replay');
  await client.start();
  await client.initializeRequest({ adapterID: 'event-replay', clientID: 'vscode' });
  const elapsed = await time(async () => {
    const initialized = client.waitForEvent('initialized');
    await client.customRequest('launch', { store, aggregateId: AGGREGATE });
    await initialized;
    const stopped = client.waitForEvent('stopped');
    await client.configurationDoneRequest();
    await stopped;
    await client.stackTraceRequest({ threadId: 1 });
  });
  await client.stop();
  return elapsed;
}

async function launches(store: string): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 9; i++) times.push(await launch(store));
  return median(times);
}

async function openSession(path: string): Promise<ReplaySession> {
  const store = await openStore(path);
  const session = await ReplaySession.open({ store, aggregateId: AGGREGATE });
  await session.start();
  return session;
}

async function scan(session: ReplaySession): Promise<number> {
  session.reload();
  await session.start();
  return time(() => session.runForward());
}

async function steps(session: ReplaySession, from: number, step: () => Promise<unknown>): Promise<number[]> {
  await session.moveTo({ position: from });
  const times: number[] = [];
  for (let i = 0; i < 3_000; i++) times.push(await time(step));
  return times;
}

const small = await bigStore(SMALL);
const large = await bigStore(LARGE);
const events = LARGE.toLocaleString('en-US');
console.log(`\nRatios within this run, over ${events} events; lower is better\n`);

const [launchSmall, launchLarge] = [await launches(small), await launches(large)];
report(
  'launch to first stop, against 1,000 events',
  launchLarge / launchSmall,
  '<= 1.2',
  `${ms(launchLarge)} : ${ms(launchSmall)}`,
);

const session = await openSession(large);
const bare = median([
  await time(() => bareScan(large)),
  await time(() => bareScan(large)),
  await time(() => bareScan(large)),
]);
session.breakpoints.add({ condition: NEVER });
globalThis.gc?.();
const rssBefore = process.memoryUsage.rss();
const conditioned = median([await scan(session), await scan(session), await scan(session)]);
const grown = (process.memoryUsage.rss() - rssBefore) / 1e6;
report(
  'continue with a condition, against pages + JSON.parse',
  conditioned / bare,
  '<= 1.1',
  `${ms(conditioned)} : ${ms(bare)}`,
);
console.log(`${'memory that three such runs added'.padEnd(58)} ${grown.toFixed(0).padStart(7)} MB`);

session.breakpoints.remove(session.breakpoints.list()[0]!.id);
const back = await time(async () => {
  await session.moveTo('last');
  session.breakpoints.add({ condition: NEVER });
  await session.runBack();
});
report(
  'reverse continue over all of it, against forward',
  back / conditioned,
  '<= 1.5',
  `${ms(back)} : ${ms(conditioned)}`,
);
for (const { id } of session.breakpoints.list()) session.breakpoints.remove(id);

const middle = Math.floor(LARGE / 2);
const forward = percentile(await steps(session, middle, () => session.stepForward()), 0.95);
const backward = percentile(await steps(session, middle, () => session.stepBack()), 0.95);
report('step back, p95, against step forward', backward / forward, '<= 1.5', `${ms(backward)} : ${ms(forward)}`);

const jumps: number[] = [];
for (let i = 1; i <= 60; i++) {
  const position = 1 + ((i * 7_919_317) % LARGE);
  jumps.push(await time(() => session.moveTo({ position })));
}
const refolds: number[] = [];
for (let i = 0; i < 20; i++) {
  session.reload();
  await session.start();
  refolds.push(await time(() => session.moveTo({ position: SPACING })));
}
const [jump, refold] = [percentile(jumps, 0.95), median(refolds)];
report('jump anywhere, p95, against refolding 1,000 events', jump / refold, '<= 1.5', `${ms(jump)} : ${ms(refold)}`);
await session.store.close();

await benchExpressions(large);
