import { messageOf } from '../server/domain/errors.ts';
import type { LaunchArguments } from '../server/protocol/launch-arguments.ts';
import { StreamViews } from '../server/replay/stream-views.ts';
import type { Adapter, Launched } from './adapter.ts';
import { BoundBreakpoints } from './bound-breakpoints.ts';
import { CallStack } from './call-stack.ts';
import { currentThread, describeFailure, describeStop } from './describe-stop.ts';
import { LearnedFields } from './learned-fields.ts';
import { LogOutput } from './log-output.ts';
import { Movement, type MovementListener } from './movement.ts';
import type { OpenReplay } from './open-replay.ts';
import { OthersBreakpoints } from './others-breakpoints.ts';
import { Places } from './places.ts';
import { Progress } from './progress.ts';
import { Sources } from './sources.ts';
import { Variables } from './variables/variables.ts';

/**
 * Connects a client with a replay: it shows where that stands, moves it, and hears of it. Whether the replay was opened for
 * this client or lives elsewhere makes no difference here.
 */
export function connectReplay(adapter: Adapter, args: LaunchArguments, opened: OpenReplay): Launched {
  const { client, events } = adapter;
  const { replay, movements, isShared } = opened;
  const { store } = replay;
  const sources = new Sources(
    store,
    args.sourceMode ?? (client.isVsCode ? 'uri' : 'file'),
    () => replay.aggregateIds,
    (source) => events.send('loadedSource', { reason: 'new', source }),
  );
  let running: Progress | undefined;
  /** What was shown of where the replay stood is over. */
  const forgetStop = () => {
    callStack.forget();
    variables.forget();
  };
  const endMovement = () => {
    if (running) adapter.progress.end(running);
    running = undefined;
    // A client may have asked on the way, and it was told where the replay stood before.
    forgetStop();
  };
  const logs = new LogOutput(events, sources, client);
  const views = new StreamViews(replay);
  const breakpoints = new BoundBreakpoints(replay, events);
  const callStack = new CallStack(replay, views, sources);
  const variables = new Variables(args.allowWhatIf);

  const listener: MovementListener = {
    begin: ({ title, isUnexpected }) => {
      logs.begin(title);
      if (isUnexpected) events.send('continued', { threadId: currentThread(replay), allThreadsContinued: true });
      forgetStop();
      running = new Progress('Replaying', () => movement.pause());
    },
    stopped: async (stop) => {
      endMovement();
      await logs.flush();
      breakpoints.reportFailures();
      events.send('stopped', describeStop(stop, replay, breakpoints.hit(stop.hits)));
      if (args.terminateAtEnd && (stop.reason === 'end' || stop.reason === 'stopped')) {
        events.send('exited', { exitCode: 0 });
        events.send('terminated');
      }
    },
    failed: (error) => {
      endMovement();
      const text = messageOf(error);
      events.send('output', { category: 'stderr', output: `${text}\n` });
      events.send('stopped', describeFailure(text, replay));
    },
  };
  const movement = new Movement(movements, listener, isShared);
  const others = isShared ? new OthersBreakpoints(replay, breakpoints, sources, events, client) : undefined;
  const stopListening = replay.listen({
    log: (message) => logs.add(message),
    print: (printed, at) => logs.addPrint(printed, at),
    progress: (position) => running && adapter.progress.update(running, position),
    ...(isShared && {
      moving: () => movement.othersMove(),
      stopped: (stop) => movement.othersStopped(stop),
      failed: (error) => movement.othersFailed(error),
      breakpoint: (reason, breakpoint) => others!.changed(reason, breakpoint),
    }),
  });
  const fields = new LearnedFields(store);
  const closing = new AbortController();
  return {
    args,
    store,
    replay,
    movements,
    isShared,
    others,
    views,
    sources,
    breakpoints,
    movement,
    callStack,
    variables,
    fields,
    logs,
    places: new Places(),
    closing: closing.signal,
    reloadProjection: opened.reloadProjection,
    close: async () => {
      closing.abort();
      stopListening();
      if (isShared) breakpoints.clear();
      await opened.close();
    },
  };
}
