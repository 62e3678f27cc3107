import { AdapterProcess, CONSTANTS, OURS } from './adapter-process.ts';
import { bigStore, RARE_TYPE } from './big-store.ts';
import { heading, inTurn, median, percentile, report, reportRounds, time } from './measure.ts';
import { onOneCore } from './on-one-core.ts';

const ROUNDS = 9;

/** What an editor feels, against an adapter that answers from constants. */
export async function benchAdapter(count: number): Promise<void> {
  const [small, large] = [await bigStore(1_000), await bigStore(count)];
  heading('The adapter, against one that answers from constants');
  const launch = (script: string, store: string) => async () => {
    let adapter: AdapterProcess | undefined;
    const took = await time(async () => {
      adapter = await AdapterProcess.launch(script, store);
    });
    await adapter!.close();
    return took;
  };
  reportRounds('launch to first stop', await inTurn(ROUNDS, launch(OURS, large), launch(CONSTANTS, large)), '<= 2');
  reportRounds(
    'launch to first stop, against 1,000 events',
    await inTurn(ROUNDS, launch(OURS, large), launch(OURS, small)),
    '<= 1.2',
  );

  await onOneCore(() => compareRoundTrips(small, large));
  await benchPause(large, count);
}

async function compareRoundTrips(small: string, large: string): Promise<void> {
  const ours = await AdapterProcess.launch(OURS, large);
  const constants = await AdapterProcess.launch(CONSTANTS, large);
  const small1000 = await AdapterProcess.launch(OURS, small);
  /** The median of some goes in each round. */
  const by = (adapter: AdapterProcess, goes: number, work: (adapter: AdapterProcess) => Promise<void>) => async () => {
    const times: number[] = [];
    for (let go = 0; go < goes; go++) times.push(await time(() => work(adapter)));
    return median(times);
  };
  const stepAndLook = async (adapter: AdapterProcess) => {
    await adapter.move('next');
    await adapter.look();
  };
  const compare = async (name: string, goes: number, work: (adapter: AdapterProcess) => Promise<void>, goal: string) =>
    reportRounds(name, await inTurn(ROUNDS, by(ours, goes, work), by(constants, goes, work)), goal);
  await compare('step and look', 300, stepAndLook, '<= 2');
  await compare('evaluate a watch', 300, evaluate, '<= 2');

  for (const adapter of [ours, small1000]) await adapter.request('setFunctionBreakpoints', rare);
  const thereAndBack = async (adapter: AdapterProcess) => {
    for (const command of [
      'continue',
      'continue',
      'continue',
      'reverseContinue',
      'reverseContinue',
      'reverseContinue',
    ]) {
      await adapter.move(command);
    }
  };
  // The first run of a session finds out that the stream has no gaps.
  report(
    'the first continue to a rare type, in units of 10 ms',
    (await time(() => ours.move('continue'))) / 10,
    '',
    '',
  );
  await compare('continue to a rare type and back', 300, thereAndBack, '<= 2');
  const flat = await inTurn(ROUNDS, by(ours, 100, thereAndBack), by(small1000, 100, thereAndBack));
  reportRounds('continue to a rare type and back, against 1,000 events', flat, '<= 1.2');
  const unseen = await time(() => ours.look());
  const seen = await time(() => ours.look());
  report('the state there when first looked at, in units of 1 s', unseen / 1_000, '', `then ${seen.toFixed(1)} ms`);
  for (const adapter of [ours, constants, small1000]) await adapter.close();
}

const rare = { breakpoints: [{ name: RARE_TYPE }] };

async function evaluate(adapter: AdapterProcess): Promise<void> {
  await adapter.request('evaluate', { expression: "event_data['reward']", context: 'watch' });
}

/** How soon `pause` is answered while a continue runs, and how soon the replay stands still. */
async function benchPause(store: string, count: number): Promise<void> {
  const conditions = {
    'SQL decides': "event_data.get('reward', 0) > 2",
    'the state decides': "state.get('reward', 0) > 2",
  };
  for (const [name, condition] of Object.entries(conditions)) {
    const adapter = await AdapterProcess.launch(OURS, store);
    await adapter.request('setFunctionBreakpoints', { breakpoints: [{ name: '*', condition }] });
    const answers: number[] = [];
    const stops: number[] = [];
    for (let go = 0; go < 60; go++) {
      await adapter.move('moveTo', { position: go % 2 === 0 ? 1 : Math.min(count, 1_000 + go) });
      const stopped = adapter.next('stopped');
      await adapter.request('continue', { threadId: 1 });
      await new Promise((resolve) => setTimeout(resolve, 20 + ((go * 37) % 90)));
      const begin = performance.now();
      await adapter.request('pause', { threadId: 1 });
      answers.push(performance.now() - begin);
      await stopped;
      stops.push(performance.now() - begin);
    }
    const stop = `p99; stands still after ${percentile(stops, 0.99).toFixed(1)} ms`;
    report(`pause of a continue where ${name}, in units of 20 ms`, percentile(answers, 0.99) / 20, '<= 1', stop);
    await adapter.close();
  }
}

/** The memory of a session over all events, and over so many random steps and jumps. */
export async function benchMemory(count: number, moves: number): Promise<void> {
  const adapter = await AdapterProcess.launch(OURS, await bigStore(count));
  heading(`Resident memory of the adapter, over ${count.toLocaleString('en-US')} events`);
  const tell = (name: string, goal: string) =>
    console.log(`${name.padEnd(66)} ${adapter.memory.toFixed(0).padStart(7)}   ${goal.padEnd(9)} MB`);
  tell('after the launch', '< 150');
  const continueOver = async (condition: string) => {
    await adapter.request('setFunctionBreakpoints', { breakpoints: [{ name: '*', condition }] });
    await adapter.move('moveTo', { position: 1 });
    await adapter.move('continue');
  };
  await continueOver('state.reward > 2');
  tell('after a continue over all of it, where the state decides', '< 150');
  await continueOver("len(event_data['tags']) > 2");
  tell('after another, where only looking at each event does', '< 150');
  let random = 1;
  for (let move = 1; move <= moves; move++) {
    random = (random * 48_271) % 2_147_483_647;
    if (move % 4 > 0) await adapter.move(random % 2 === 0 ? 'next' : 'stepBack');
    else await adapter.move('moveTo', { position: 1 + (random % count) });
    if (move % 10 === 0) await adapter.look();
    if (move % (moves / 5) === 0) tell(`after ${move.toLocaleString('en-US')} random steps and jumps`, '< 150');
  }
  await adapter.close();
}
