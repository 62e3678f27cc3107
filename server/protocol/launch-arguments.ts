import * as z from '../domain/zod.ts';
import { flag, number, sourceMode, text, texts } from './argument.ts';

/** What a launch configuration says. The descriptions are what a user reads in launch.json. */
export const LaunchArguments = z
  .object({
    store: text(
      'A SQLite file, or the URI of a store: `events.db`, `sqlite:/data/events.db`.',
      'must name a SQLite file or the URI of a store',
    ),
    aggregateId: z.optional(
      text('The aggregate whose stream is replayed, for example `agent-123`.', 'must name the aggregate to replay'),
    ),
    aggregateIds: z.optional(
      texts(
        'Several aggregates, replayed together in the order of time, each as a thread.',
        'must name the aggregates to replay',
      ),
    ),
    correlationId: z.optional(
      text(
        'A correlation: all aggregates that take part are replayed together, from its first event to its last.',
        'must name the correlation to replay',
      ),
    ),
    fromVersion: z.optional(
      number('Start at this version. The events before it are folded into the state, but not walked.'),
    ),
    toVersion: z.optional(number('End at this version.')),
    projection: z.optional(
      text(
        'The function that folds events into state: a module (`projections/agent.ts`, `.js`, `.mjs`) or a Python function (`agent.py:apply_event_to_state`). Left out, payloads are merged.',
      ),
    ),
    upcasters: z.optional(texts('Modules that lift events of older schema versions, before they are folded.')),
    schemas: z.optional(
      text(
        'A folder of JSON Schemas for payloads, named after event types: `agent.updated.json`, `agent.updated.v2.json`. The replay can stop at events that do not match.',
      ),
    ),
    follow: flag(false, 'At the end of the stream wait for new events. Breakpoints stop at them as they arrive.'),
    allowWhatIf: flag(false, 'Values under State can be changed, for this replay only. The store is never written.'),
    at: z.optional(
      z.string().check(
        z.meta({
          description: 'Start at the last event that is not later than this time: `2025-09-19T05:26:56Z`.',
        }),
      ),
    ),
    position: z.optional(number('Start on the n-th event of the stream.')),
    stopOnEntry: flag(true, 'Pause on the first event. When false, the replay runs to the first breakpoint.'),
    readOnly: flag(true, 'Never write to the store. Leave it on.'),
    sourceMode: sourceMode(
      'How the stream is shown: `uri` is VS Code’s own document, `file` a read-only listing on disk for other editors, `reference` a text fetched over the protocol. Chosen by the client when left out.',
    ),
    terminateAtEnd: flag(false, 'End the session after the last event instead of pausing there. For scripts.'),
  })
  .check(
    z.superRefine((args, context) => {
      const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
      const named = [args.aggregateId, args.aggregateIds, args.correlationId].filter((each) => each !== undefined);
      if (named.length === 0) refuse('aggregateId', 'must name the aggregate to replay');
      if (named.length > 1) refuse('aggregateId', 'name one of aggregateId, aggregateIds and correlationId');
      if (args.aggregateId === undefined && (args.fromVersion !== undefined || args.toVersion !== undefined)) {
        refuse('fromVersion', 'versions bound the replay of one aggregateId only');
      }
      if (args.follow && (args.toVersion !== undefined || args.terminateAtEnd)) {
        refuse('follow', 'a replay that follows its stream has no end: leave out toVersion and terminateAtEnd');
      }
    }),
  );
export type LaunchArguments = z.infer<typeof LaunchArguments>;
