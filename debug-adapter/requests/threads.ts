import type { DebugProtocol } from '@vscode/debugprotocol';
import type { ReplaySession } from '../../server/replay/replay-session.ts';
import type { Body, Handler } from '../handler.ts';
import { threadIdOf } from '../threads.ts';

/** The aggregates of the session, each as of its one position. Answered from memory: clients ask all the time. */
export const threads: Handler<unknown, Body<DebugProtocol.ThreadsResponse>> = {
  answer: ({ launched: { replay } }) => ({
    threads: replay.aggregateIds.map((aggregateId) => ({
      id: threadIdOf(replay, aggregateId),
      name: nameOf(aggregateId, replay),
    })),
  }),
};

/** Where there are several, how far each one is. */
function nameOf(aggregateId: string, replay: ReplaySession): string {
  if (replay.aggregateIds.length === 1) return aggregateId;
  const position = replay.streamPosition(aggregateId);
  return `${aggregateId} · ${position === 0 ? 'not begun yet' : `event ${position}`}`;
}
