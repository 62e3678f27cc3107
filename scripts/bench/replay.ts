import Database from 'better-sqlite3';
import { ReplaySession } from '../../server/replay/replay-session.ts';
import { openStore } from '../../server/stores/open-store.ts';
import { AGGREGATE, bigStore } from './big-store.ts';
import { bareScan } from './expressions.ts';
import { heading, inTurn, percentile, report, reportRounds, time } from './measure.ts';

const ROUNDS = 5;
/** The events between two checkpoints of a small state. */
const SPACING = 1_000;
/** True of no event: a condition that SQL decides, one that it does not, and one for which all has to be folded. */
const IN_SQL = "event_data.get('reward', 0) > 2";
const NOT_IN_SQL = "len(event_data['tags']) > 2";
const OF_STATE = "state.get('reward', 0) > 2";

/** The engine without a protocol, against the least code that does the same on the same file. */
export async function benchReplay(count: number): Promise<void> {
  const path = await bigStore(count);
  heading(`The replay, over ${count.toLocaleString('en-US')} events, against the least code that does the same`);
  await benchContinue(path, count);
  await benchMoves(path, count);
  await benchFold(count);
}

async function openSession(path: string): Promise<ReplaySession> {
  const store = await openStore(path);
  const session = await ReplaySession.open({ store, aggregateId: AGGREGATE, looksLate: true });
  await session.start();
  return session;
}

async function benchContinue(path: string, count: number): Promise<void> {
  const db = new Database(path, { readonly: true });
  const inSql = db.prepare("SELECT count(*) FROM events WHERE json_extract(event_data, '$.reward') > 2");
  const scan = () => time(() => inSql.get());
  const session = await openSession(path);
  const only = (condition: string) => {
    for (const { id } of session.breakpoints.list()) session.breakpoints.remove(id);
    session.breakpoints.add({ condition });
  };
  const forward = async () => {
    session.reload();
    await session.start();
    return time(() => session.runForward());
  };
  const back = async () => {
    await session.moveTo('last');
    return time(() => session.runBack());
  };
  only(IN_SQL);
  reportRounds(
    "continue, condition that SQL decides, by the engine's scan",
    await inTurn(ROUNDS, forward, scan),
    '<= 1.6',
  );
  await session.moveTo('last');
  reportRounds("reverse continue, the same, by the engine's scan", await inTurn(ROUNDS, back, scan), '<= 1.6');

  const nearEnd = Math.floor(count * 0.9);
  only(`${IN_SQL} or version == ${nearEnd}`);
  const first = await forward();
  const second = await time(() => session.runForward());
  report('a second continue over the last tenth, by the first over the rest', second / first, '<= 0.2', '');

  const bare = () => time(() => bareScan(path));
  for (const [kind, condition, goal] of [
    ['any other condition', NOT_IN_SQL, '<= 0.65'],
    ['a condition on the state', OF_STATE, '<= 1.1'],
  ] as const) {
    only(condition);
    reportRounds(`continue, ${kind}, by pages + JSON.parse`, await inTurn(ROUNDS, forward, bare), goal);
    await session.moveTo('last');
    reportRounds('reverse continue, the same, by pages + JSON.parse', await inTurn(ROUNDS, back, bare), goal);
  }
  await session.store.close();
  db.close();
}

async function benchMoves(path: string, count: number): Promise<void> {
  const session = await openSession(path);
  await session.moveTo('last');
  const steps = async (step: () => Promise<unknown>) => {
    const times: number[] = [];
    for (let n = 0; n < 1_500; n++) times.push(await time(step));
    return percentile(times, 0.95);
  };
  const afterJump = (round: number) => session.moveTo({ position: Math.floor((count * (round + 1)) / 7) });
  const compared = await inTurn(
    ROUNDS,
    async (round) => {
      await afterJump(round);
      return steps(() => session.stepBack());
    },
    async (round) => {
      await afterJump(round);
      return steps(() => session.stepForward());
    },
  );
  reportRounds('step back, p95, right after a jump, by step forward', compared, '<= 1.5');

  const db = new Database(path, { readonly: true });
  const page = db.prepare(
    'SELECT event_data FROM events WHERE aggregate_id = ? AND version > ? ORDER BY version LIMIT ?',
  );
  const refold = (after: number) => {
    const state: Record<string, unknown> = {};
    for (const { event_data } of page.all(AGGREGATE, after, SPACING) as { event_data: string }[]) {
      Object.assign(state, JSON.parse(event_data));
    }
  };
  let random = 1;
  const somewhere = () => {
    random = (random * 48_271) % 2_147_483_647;
    return 1 + (random % (count - SPACING));
  };
  const many = async (work: (position: number) => unknown) => {
    const times: number[] = [];
    for (let n = 0; n < 200; n++) times.push(await time(() => work(somewhere())));
    return times;
  };
  const jumps = await inTurn(
    ROUNDS,
    async () => percentile(await many((position) => session.moveTo({ position })), 0.95),
    async () => percentile(await many(refold), 0.95),
  );
  reportRounds(`jump anywhere, p95, by reading and refolding ${SPACING} events, p95`, jumps, '<= 1.5');
  db.close();
  await session.store.close();
}

/** All events folded to the last, by pages + JSON.parse + merge; and a wide state by a narrow one. */
async function benchFold(count: number): Promise<void> {
  const fold = (path: string) => async () => {
    const session = await openSession(path);
    const took = await time(() => session.moveTo('last'));
    await session.store.close();
    return took;
  };
  const size = Math.min(count, 1_000_000);
  const plain = await bigStore(size);
  // Payloads of the same size, whose last field has one name or one of a thousand.
  const [narrow, wide] = [await bigStore(size, 1), await bigStore(size, 1_000)];
  reportRounds(
    'fold from the store, by the bare loop',
    await inTurn(ROUNDS, fold(plain), () => bareFold(plain)),
    '<= 1.18',
  );
  reportRounds('fold a state of 1,000 keys, by one of 9', await inTurn(ROUNDS, fold(wide), fold(narrow)), '<= 1.3');
}

function bareFold(path: string): Promise<number> {
  const db = new Database(path, { readonly: true });
  const page = db.prepare(
    'SELECT version, event_data FROM events WHERE aggregate_id = ? AND version > ? ORDER BY version LIMIT 500',
  );
  return time(() => {
    const state: Record<string, unknown> = {};
    for (let after = 0; ; ) {
      const rows = page.all(AGGREGATE, after) as { version: number; event_data: string }[];
      for (const { event_data } of rows) {
        const data = JSON.parse(event_data);
        for (const key of Object.keys(data)) state[key] = data[key];
      }
      if (rows.length === 0) break;
      after = rows.at(-1)!.version;
    }
    db.close();
  });
}
