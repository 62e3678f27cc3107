import type { DebugProtocol } from '@vscode/debugprotocol';
import { messageOf } from '../server/domain/errors.ts';
import { type BreakpointSpec, describeFailures } from '../server/replay/breakpoint.ts';
import type { ReplaySession } from '../server/replay/replay-session.ts';
import type { Hit } from './describe-stop.ts';
import type { Events } from './events.ts';

/** A breakpoint as the client asked for it: where it is, and what the replay should stop at. */
export interface Wanted {
  readonly spec: BreakpointSpec;
  /** What the client is told of its place: the line, the source. */
  readonly place: Pick<DebugProtocol.Breakpoint, 'line' | 'source'>;
  /** Why it can never be hit, when that is known without compiling it. */
  readonly problem?: string | undefined;
}

/** Why a breakpoint is not set: what is wrong with it, or that its stream has not come into the session yet. */
interface Obstacle {
  readonly reason: 'failed' | 'pending';
  readonly message: string;
}

interface Bound {
  readonly id: number;
  readonly wanted: Wanted;
  /** Undefined when it could not be set. */
  readonly replayId: string | undefined;
  readonly obstacle: Obstacle | undefined;
  reported: string | undefined;
}

/**
 * The client's breakpoints and the replay's. A client replaces all those of one group (a source; the functions) at once;
 * those that did not change stay, with their ids and what is known of them.
 */
export class BoundBreakpoints {
  readonly #replay: ReplaySession;
  readonly #events: Events;
  readonly #groups = new Map<string, Bound[]>();
  #nextId = 1;
  #isBinding = false;

  constructor(replay: ReplaySession, events: Events) {
    this.#replay = replay;
    this.#events = events;
  }

  /** Makes these the breakpoints of a group, and answers in the same order. */
  replace(group: string, wanted: readonly Wanted[]): DebugProtocol.Breakpoint[] {
    const before = new Map((this.#groups.get(group) ?? []).map((bound) => [keyOf(bound.wanted), bound]));
    const bound = wanted.map((each) => {
      const kept = before.get(keyOf(each));
      before.delete(keyOf(each));
      return kept ?? this.#bind(each);
    });
    this.#groups.set(group, bound);
    for (const { replayId } of before.values()) if (replayId) this.#replay.breakpoints.remove(replayId);
    return bound.map(toBreakpoint);
  }

  /** Takes a breakpoint of the replay for one that the client set, which it then changes and removes as its own. */
  adopt(group: string, wanted: Wanted, replayId: string): DebugProtocol.Breakpoint {
    const bound = { id: this.#nextId++, wanted, replayId, obstacle: undefined, reported: undefined };
    this.#groups.set(group, [...(this.#groups.get(group) ?? []), bound]);
    return toBreakpoint(bound);
  }

  /** Forgets a breakpoint that the replay has no more; undefined when it was none of these. */
  forget(replayId: string): DebugProtocol.Breakpoint | undefined {
    for (const [group, members] of this.#groups) {
      const lost = members.find((bound) => bound.replayId === replayId);
      if (!lost) continue;
      this.#groups.set(
        group,
        members.filter((bound) => bound !== lost),
      );
      return toBreakpoint(lost);
    }
    return undefined;
  }

  /** Is it one of these, or just becoming one? */
  knows(replayId: string): boolean {
    return this.#isBinding || [...this.#groups.values()].flat().some((bound) => bound.replayId === replayId);
  }

  /** Removes all that the client set. */
  clear(): void {
    for (const group of [...this.#groups.keys()]) this.replace(group, []);
  }

  /** Were the breakpoints of a group ever set? */
  has(group: string): boolean {
    return this.#groups.has(group);
  }

  /** The client's ids of breakpoints that were hit, their groups, and the parts of the state that they watch. */
  hit(replayIds: readonly string[]): Hit {
    const ids: number[] = [];
    const groups = new Set<string>();
    const changes: string[] = [];
    for (const [group, members] of this.#groups) {
      for (const { id, replayId, wanted } of members) {
        if (!replayId || !replayIds.includes(replayId)) continue;
        ids.push(id);
        groups.add(group);
        if (wanted.spec.changes !== undefined) changes.push(wanted.spec.changes);
      }
    }
    return { ids, groups, changes };
  }

  /** Sets the breakpoints that waited for a stream. */
  streamCameIn(aggregateId: string): void {
    for (const members of this.#groups.values()) {
      for (const [index, { id, wanted, obstacle }] of members.entries()) {
        if (obstacle?.reason !== 'pending' || wanted.spec.aggregate_id !== aggregateId) continue;
        members[index] = this.#bind(wanted, id);
        this.#events.send('breakpoint', { reason: 'changed', breakpoint: toBreakpoint(members[index]) });
      }
    }
  }

  /** Tells the client of conditions that failed on some events of the last run. */
  reportFailures(): void {
    for (const members of this.#groups.values()) {
      for (const bound of members) {
        const record = bound.replayId ? this.#replay.breakpoints.get(bound.replayId)?.record : undefined;
        const message = record && describeFailures(record);
        if (!message || message === bound.reported) continue;
        bound.reported = message;
        this.#events.send('breakpoint', { reason: 'changed', breakpoint: toBreakpoint(bound) });
      }
    }
  }

  #bind(wanted: Wanted, id = this.#nextId++): Bound {
    const unset = (obstacle: Obstacle) => ({ id, wanted, replayId: undefined, obstacle, reported: undefined });
    const { spec, problem } = wanted;
    if (problem) return unset({ reason: 'failed', message: problem });
    if (spec.aggregate_id !== undefined && !this.#replay.aggregateIds.includes(spec.aggregate_id)) {
      const message = `${spec.aggregate_id} is not replayed yet: step into it, or start a session on it`;
      return unset({ reason: 'pending', message });
    }
    try {
      this.#isBinding = true;
      const { id: replayId } = this.#replay.breakpoints.add(spec);
      return { id, wanted, replayId, obstacle: undefined, reported: undefined };
    } catch (error) {
      const message = messageOf(error);
      // The breakpoint's own mark shows no more than that it is not set.
      const where = spec.event_type ?? spec.changes ?? spec.exception ?? `line ${wanted.place.line}`;
      const output = `The breakpoint on ${where} is not set: ${message}\n`;
      this.#events.send('output', { category: 'stderr', output });
      return unset({ reason: 'failed', message });
    } finally {
      this.#isBinding = false;
    }
  }
}

function keyOf({ spec, place, problem }: Wanted): string {
  return JSON.stringify([spec, place.line, problem]);
}

function toBreakpoint({ id, wanted, replayId, obstacle, reported }: Bound): DebugProtocol.Breakpoint {
  const message = obstacle?.message ?? (reported && `The condition ${reported}`);
  return {
    id,
    verified: replayId !== undefined,
    ...wanted.place,
    ...(message && { message }),
    ...(obstacle && { reason: obstacle.reason }),
  };
}
