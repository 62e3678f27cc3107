import { messageOf } from '../domain/errors.ts';
import type { RecordedEvent } from '../domain/event.ts';
import { qualifiedType } from '../domain/event-types.ts';
import { compileExpression, repr } from '../domain/expressions/index.ts';
import { MovingView } from './event-view.ts';
import { ForwardFold, startAt } from './forward-fold.ts';
import type { Pace } from './pace.ts';
import type { ReplaySession } from './replay-session.ts';

/** Characters of a value. */
const PREVIEW = 200;
/** Rows are handed on in groups of at most so many. */
const GROUP = 500;

/** The value of an expression after an event, as Python prints it, or what is wrong with it there. */
export interface HistoryRow {
  readonly aggregate_id: string;
  /** Where the event stands in its stream. */
  readonly position: number;
  readonly version: number;
  readonly timestamp: string;
  /** The qualified type. */
  readonly type: string;
  readonly value?: string;
  readonly error?: string;
}

/**
 * An expression's value at every event of a session's log, from its first to its last, in groups; the session does not
 * move. With an aggregate, only at the events of its stream. Throws `bad-expression` at once, and `cancelled`.
 */
export function watchHistory(
  session: ReplaySession,
  expression: string,
  pace: Pace,
  aggregateId?: string,
): AsyncGenerator<readonly HistoryRow[]> {
  const condition = compileExpression(expression);
  const { source, log } = session;
  const fold = new ForwardFold(source, startAt(source.checkpoints.atOrBefore(log.first - 1)), {});
  const view = new MovingView(fold);
  const rowHere = (): HistoryRow => {
    const row = toRow(view.event, view.aggregateId, view.position);
    try {
      return { ...row, value: repr(condition.evaluate(view), PREVIEW) };
    } catch (error) {
      return { ...row, error: messageOf(error) };
    }
  };
  return (async function* () {
    await fold.moveTo(log.first - 1, pace);
    let group: HistoryRow[] = [];
    for (;;) {
      if (!fold.advance()) {
        await pace.breatheOrCancel(fold.position);
        if (await fold.fill(pace)) continue;
        if (group.length > 0) yield group;
        return;
      }
      if (aggregateId === undefined || fold.aggregateId === aggregateId) {
        group.push(rowHere());
        await pace.breatheOrCancel(fold.position);
      }
      if (group.length < GROUP) continue;
      yield group;
      group = [];
    }
  })();
}

function toRow(event: RecordedEvent, aggregate_id: string, position: number): HistoryRow {
  const { version, timestamp } = event;
  return { aggregate_id, position, version, timestamp, type: qualifiedType(event) };
}
