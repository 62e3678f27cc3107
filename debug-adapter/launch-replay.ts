import { messageOf } from '../server/domain/errors.ts';
import type { EventStore } from '../server/domain/event-store.ts';
import type { LaunchArguments } from '../server/protocol/launch-arguments.ts';
import { ReplaySession } from '../server/replay/replay-session.ts';
import { StreamViews } from '../server/replay/stream-views.ts';
import type { Adapter, Launched } from './adapter.ts';
import { BoundBreakpoints } from './bound-breakpoints.ts';
import { CallStack } from './call-stack.ts';
import { describeFailure, describeStop } from './describe-stop.ts';
import { LearnedFields } from './learned-fields.ts';
import { LogOutput } from './log-output.ts';
import { Movement } from './movement.ts';
import { Places } from './places.ts';
import type { Progress } from './progress.ts';
import { Sources } from './sources.ts';
import { UserCode } from './user-code.ts';
import { Variables } from './variables/variables.ts';

/** Builds the parts of a replay over an open store and connects them to the client. */
export async function launchReplay(adapter: Adapter, args: LaunchArguments, store: EventStore): Promise<Launched> {
  const { client, events } = adapter;
  const sources = new Sources(
    store,
    args.sourceMode ?? (client.isVsCode ? 'uri' : 'file'),
    () => replay.aggregateId,
    (source) => events.send('loadedSource', { reason: 'new', source }),
  );
  let running: Progress | undefined;
  const endProgress = () => {
    if (running) adapter.progress.end(running);
    running = undefined;
  };
  const logs = new LogOutput(events, sources, client);
  const projections = new UserCode(args, events);
  const replay = await ReplaySession.open({
    store,
    aggregateId: args.aggregateId,
    aggregateIds: args.aggregateIds,
    correlationId: args.correlationId,
    fromVersion: args.fromVersion,
    toVersion: args.toVersion,
    follow: args.follow,
    projection: await projections.load(),
    looksLate: true,
    onLog: (message) => logs.add(message),
    onProgress: (position) => running && adapter.progress.update(running, position),
  });
  const views = new StreamViews(replay);
  const breakpoints = new BoundBreakpoints(replay, events);
  const callStack = new CallStack(replay, views, sources);
  const variables = new Variables(args.allowWhatIf);

  const movement = new Movement(replay, {
    begin: () => {
      callStack.forget();
      variables.forget();
      running = adapter.progress.begin('Replaying', () => movement.pause());
    },
    stopped: async (stop) => {
      endProgress();
      await logs.flush();
      breakpoints.reportFailures();
      events.send('stopped', describeStop(stop, replay, breakpoints.hit(stop.hits)));
      if (args.terminateAtEnd && (stop.reason === 'end' || stop.reason === 'stopped')) {
        events.send('exited', { exitCode: 0 });
        events.send('terminated');
      }
    },
    failed: (error) => {
      endProgress();
      const text = messageOf(error);
      events.send('output', { category: 'stderr', output: `${text}\n` });
      events.send('stopped', describeFailure(text, replay));
    },
  });
  const fields = new LearnedFields(store);
  const closing = new AbortController();
  return {
    args,
    store,
    replay,
    views,
    sources,
    breakpoints,
    movement,
    callStack,
    variables,
    fields,
    places: new Places(),
    closing: closing.signal,
    reloadProjection: async () => replay.replaceProjection(await projections.load()),
    close: async () => {
      closing.abort();
      await projections.close();
      await store.close();
    },
  };
}
