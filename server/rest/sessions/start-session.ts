import * as z from 'zod';

const Id = z.string().min(1).max(1_000);
const File = z.string().min(1).max(1_000);

/** What a session is started with: the reference's `aggregate_id` and `from_version`, and ours. */
export const StartSession = z
  .object({
    aggregate_id: Id.optional().meta({ description: 'The aggregate whose stream is replayed: agent-123.' }),
    aggregate_ids: z.array(Id).min(1).max(200).optional().meta({ description: 'Several, in the order of time.' }),
    correlation_id: Id.optional().meta({ description: 'All aggregates that take part in this.' }),
    from_version: z.int().min(1).default(1),
    to_version: z.int().min(1).optional(),
    stop_on_entry: z.boolean().default(true).meta({ description: 'Wait on the first event; else run at once.' }),
    follow: z.boolean().default(false).meta({ description: 'At the end, wait for new events.' }),
    position: z.int().min(1).optional().meta({ description: 'Start on the n-th event.' }),
    at: z.string().optional().meta({ description: 'Start at the last event that is not later than this time.' }),
    projection: File.optional().meta({
      description: 'The function that folds: agent.ts, agent.py:apply. Only where the service allows it.',
    }),
    upcasters: z.array(File).max(20).optional(),
    schemas: File.optional().meta({ description: 'A folder of JSON Schemas, for breakpoints on violations.' }),
  })
  .superRefine((body, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    const { aggregate_id, aggregate_ids, correlation_id, from_version, to_version, follow } = body;
    const named = [aggregate_id, aggregate_ids, correlation_id].filter((each) => each !== undefined);
    if (named.length === 0) refuse('aggregate_id', 'must name the aggregate to replay');
    if (named.length > 1) refuse('aggregate_id', 'name one of aggregate_id, aggregate_ids and correlation_id');
    if (aggregate_id === undefined && (from_version > 1 || to_version !== undefined)) {
      refuse('from_version', 'versions bound the replay of one aggregate_id only');
    }
    if (follow && to_version !== undefined) refuse('follow', 'a replay that follows has no end: leave out to_version');
  });
export type StartSession = z.infer<typeof StartSession>;
