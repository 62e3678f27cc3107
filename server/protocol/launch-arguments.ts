import * as z from 'zod';

/** What a launch configuration says. The descriptions are what a user reads in launch.json. */
export const LaunchArguments = z
  .object({
    store: z.string().min(1, 'must name a SQLite file or the URI of a store').meta({
      description: 'A SQLite file, or the URI of a store: `events.db`, `sqlite:/data/events.db`.',
    }),
    aggregateId: z.string().min(1, 'must name the aggregate to replay').optional().meta({
      description: 'The aggregate whose stream is replayed, for example `agent-123`.',
    }),
    aggregateIds: z.array(z.string().min(1)).min(1, 'must name the aggregates to replay').optional().meta({
      description: 'Several aggregates, replayed together in the order of time, each as a thread.',
    }),
    correlationId: z.string().min(1, 'must name the correlation to replay').optional().meta({
      description:
        'A correlation: all aggregates that take part are replayed together, from its first event to its last.',
    }),
    fromVersion: z.int().min(1).optional().meta({
      description: 'Start at this version. The events before it are folded into the state, but not walked.',
    }),
    toVersion: z.int().min(1).optional().meta({ description: 'End at this version.' }),
    projection: z.string().min(1).optional().meta({
      description:
        'The function that folds events into state: a module (`projections/agent.ts`, `.js`, `.mjs`) or a Python function (`agent.py:apply_event_to_state`). Left out, payloads are merged.',
    }),
    upcasters: z.array(z.string().min(1)).optional().meta({
      description: 'Modules that lift events of older schema versions, before they are folded.',
    }),
    schemas: z.string().min(1).optional().meta({
      description:
        'A folder of JSON Schemas for payloads, named after event types: `agent.updated.json`, `agent.updated.v2.json`. The replay can stop at events that do not match.',
    }),
    follow: z.boolean().default(false).meta({
      description: 'At the end of the stream wait for new events. Breakpoints stop at them as they arrive.',
    }),
    allowWhatIf: z.boolean().default(false).meta({
      description: 'Values under State can be changed, for this replay only. The store is never written.',
    }),
    at: z.string().optional().meta({
      description: 'Start at the last event that is not later than this time: `2025-09-19T05:26:56Z`.',
    }),
    position: z.int().min(1).optional().meta({ description: 'Start on the n-th event of the stream.' }),
    stopOnEntry: z.boolean().default(true).meta({
      description: 'Pause on the first event. When false, the replay runs to the first breakpoint.',
    }),
    readOnly: z.boolean().default(true).meta({ description: 'Never write to the store. Leave it on.' }),
    sourceMode: z.enum(['uri', 'file', 'reference']).optional().meta({
      description:
        'How the stream is shown: `uri` is VS Code’s own document, `file` a read-only listing on disk for other editors, `reference` a text fetched over the protocol. Chosen by the client when left out.',
    }),
    terminateAtEnd: z.boolean().default(false).meta({
      description: 'End the session after the last event instead of pausing there. For scripts.',
    }),
  })
  .superRefine((args, context) => {
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
  });
export type LaunchArguments = z.infer<typeof LaunchArguments>;
