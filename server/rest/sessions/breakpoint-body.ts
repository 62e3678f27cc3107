import * as z from 'zod';
import { DomainError } from '../../domain/errors.ts';
import type { Breakpoint, BreakpointSpec } from '../../replay/breakpoint.ts';
import { Refusal } from '../refusal.ts';
import type { LiveSession } from './live-session.ts';

const Text = z.string().max(10_000).nullish();

/** Where to stop: the reference's `event_type` and `condition`, and ours. All that is given must hold. */
export const BreakpointBody = z.object({
  event_type: Text.meta({ description: 'A type or a glob, bare or qualified: agent.updated, task.*' }),
  condition: Text.meta({ description: "A Python expression: event_data.get('reward', 0) > 0.8" }),
  event_id: Text,
  aggregate_id: Text.meta({ description: 'Only in this stream.' }),
  position: z.int().min(1).nullish().meta({ description: 'The n-th event of its stream.' }),
  changes: Text.meta({ description: 'A data breakpoint: a part of the state by its path, items[0].qty' }),
  exception: z
    .enum([
      'failed-event',
      'malformed-event',
      'version-order',
      'time-order',
      'missing-cause',
      'upcast-failed',
      'schema-violation',
      'projection-error',
    ])
    .nullish()
    .meta({ description: 'An exception breakpoint: an event with which this is wrong.' }),
  hit_condition: Text.meta({ description: 'Which of the matches, from the start of the stream: 5, > 5, % 10' }),
  log_message: Text.meta({ description: 'Print this instead of stopping: reward {event_data.reward}' }),
  enabled: z.boolean().nullish(),
});
export type BreakpointBody = z.infer<typeof BreakpointBody>;

/** Throws `bad-expression`, `bad-breakpoint`, `limit-reached`. */
export function addBreakpointTo({ replay }: LiveSession, body: BreakpointBody, most: number): Breakpoint {
  if (replay.breakpoints.list().length >= most) {
    throw new Refusal('limit-reached', `A session has at most ${most} breakpoints: remove one`);
  }
  const { aggregate_id } = body;
  if (typeof aggregate_id === 'string' && !replay.aggregateIds.includes(aggregate_id)) {
    throw new DomainError('bad-breakpoint', `'${aggregate_id}' is not replayed in this session`);
  }
  const given = Object.entries(body).filter(([, value]) => value !== null && value !== undefined);
  return replay.breakpoints.add(Object.fromEntries(given) as BreakpointSpec);
}
