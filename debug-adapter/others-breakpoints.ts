import type { Breakpoint, BreakpointSpec } from '../server/replay/breakpoint.ts';
import type { ReplaySession } from '../server/replay/replay-session.ts';
import type { BoundBreakpoints } from './bound-breakpoints.ts';
import { type ClientInfo, toClientLine } from './client-info.ts';
import type { Events } from './events.ts';
import { groupOfLines, type Sources } from './sources.ts';

/**
 * The breakpoints that other front ends of the same session set. The protocol lets an adapter add those on lines, without
 * a condition: these the client shows and owns like its own. Of the others it is told in words.
 */
export class OthersBreakpoints {
  readonly #replay: ReplaySession;
  readonly #bound: BoundBreakpoints;
  readonly #sources: Sources;
  readonly #events: Events;
  readonly #client: ClientInfo;

  constructor(replay: ReplaySession, bound: BoundBreakpoints, sources: Sources, events: Events, client: ClientInfo) {
    this.#replay = replay;
    this.#bound = bound;
    this.#sources = sources;
    this.#events = events;
    this.#client = client;
  }

  /** Those that are there already. */
  async show(): Promise<void> {
    for (const breakpoint of this.#replay.breakpoints.list()) await this.changed('new', breakpoint);
  }

  async changed(reason: 'new' | 'removed', { id, spec }: Breakpoint): Promise<void> {
    if (reason === 'removed') {
      const lost = this.#bound.forget(id);
      if (lost) this.#events.send('breakpoint', { reason, breakpoint: lost });
      return;
    }
    if (this.#bound.knows(id)) return;
    if (!isPlainLine(spec)) {
      this.#events.send('output', { category: 'console', output: `Others stop at: ${inWords(spec)}\n` });
      return;
    }
    const { aggregate_id = this.#replay.aggregateId, position } = spec;
    const { source, line } = await this.#sources.locate(aggregate_id, position!);
    const place = { source, line: toClientLine(line, this.#client) };
    const group = groupOfLines(this.#sources.resolve(source)!);
    const breakpoint = this.#bound.adopt(group, { spec: { aggregate_id, position }, place }, id);
    this.#events.send('breakpoint', { reason, breakpoint });
  }
}

/** Nothing but a place: all that an editor would show of it. */
function isPlainLine({ position, aggregate_id: _, ...rest }: BreakpointSpec): boolean {
  const { enabled, ...more } = rest;
  return position !== undefined && enabled !== false && Object.values(more).every((value) => value === undefined);
}

/** `task.failed if event_data['retries'] > 3`. */
function inWords({ aggregate_id, event_type, changes, exception, event_id, position, ...how }: BreakpointSpec): string {
  const where = [
    event_type,
    changes && `changes of ${changes}`,
    exception,
    event_id && `event ${event_id}`,
    position && `event ${position}`,
  ].filter(Boolean);
  const { condition, hit_condition, log_message } = how;
  return [
    where.join(', ') || 'every event',
    aggregate_id && `of ${aggregate_id}`,
    condition && `if ${condition}`,
    hit_condition && `on hit ${hit_condition}`,
    log_message && `printing ${log_message}`,
  ]
    .filter(Boolean)
    .join(' ');
}
