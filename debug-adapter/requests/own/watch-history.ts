import { DomainError, isDomainError } from '../../../server/domain/errors.ts';
import { compileExpression } from '../../../server/domain/expressions/index.ts';
import { ADAPTER_REQUESTS } from '../../../server/protocol/adapter-requests.ts';
import { watchHistory as history } from '../../../server/replay/watch-history.ts';
import type { Handler } from '../../handler.ts';
import { HistoryTable } from '../../history-table.ts';
import { parseArguments } from '../../parse-arguments.ts';

const { command, arguments: schema } = ADAPTER_REQUESTS.watchHistory;

interface Answer {
  /** Under which the rows come, as `watchHistory` events. */
  readonly historyId: number;
}

let nextId = 1;

/**
 * Our own request: an expression's value at every event, as a table in the console and as `watchHistory` events with the
 * rows. It is answered at once; the rows come as they are found, until one event says that it is the last.
 */
export const watchHistory: Handler<unknown, Answer> = {
  answer: ({ launched: { movement, replay } }, args) => {
    movement.assertStill();
    const { expression, aggregateId } = parseArguments(schema, args, command);
    compileExpression(expression);
    if (aggregateId !== undefined && !replay.aggregateIds.includes(aggregateId)) {
      throw new DomainError('stream-not-found', `${aggregateId} is not replayed in this session`);
    }
    return { historyId: nextId++ };
  },
  afterwards: async ({ launched, events, progress }, args, { historyId }) => {
    const { expression, aggregateId } = parseArguments(schema, args, command);
    const { replay, sources } = launched;
    const table = new HistoryTable(expression, replay.aggregateIds.length > 1, events, sources);
    let end: 'complete' | 'cancelled' = 'complete';
    try {
      await progress.track(`History of ${expression}`, launched.closing, async (pace) => {
        for await (const rows of history(replay, expression, pace, aggregateId)) {
          events.send('watchHistory', { historyId, rows });
          await table.add(rows);
        }
      });
    } catch (error) {
      if (!isDomainError(error, 'cancelled')) throw error;
      end = 'cancelled';
    } finally {
      await table.end(end);
      events.send('watchHistory', { historyId, rows: [], end });
    }
  },
};
