import * as z from 'zod';

/** What a launch configuration says. The descriptions are what a user reads in launch.json. */
export const LaunchArguments = z.object({
  store: z.string().min(1, 'must name a SQLite file or the URI of a store').meta({
    description: 'A SQLite file, or the URI of a store: `events.db`, `sqlite:/data/events.db`.',
  }),
  aggregateId: z.string().min(1, 'must name the aggregate to replay').meta({
    description: 'The aggregate whose stream is replayed, for example `agent-123`.',
  }),
  fromVersion: z.int().min(1).default(1).meta({
    description: 'Start at this version. The events before it are folded into the state, but not walked.',
  }),
  toVersion: z.int().min(1).optional().meta({ description: 'End at this version.' }),
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
});
export type LaunchArguments = z.infer<typeof LaunchArguments>;
