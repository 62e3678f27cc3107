import { DomainError } from '../../../server/domain/errors.ts';
import { ADAPTER_REQUESTS } from '../../../server/protocol/adapter-requests.ts';
import type { StreamPlace } from '../../../server/replay/event-log.ts';
import type { Handler } from '../../handler.ts';
import { parseArguments } from '../../parse-arguments.ts';
import { reachable, runTo } from '../../travel.ts';

const { command, arguments: schema } = ADAPTER_REQUESTS.replayTo;

/** Our own request, for "Replay to Here": runs to an event in either direction; breakpoints on the way stop it. */
export const replayTo: Handler<unknown, StreamPlace> = {
  answer: async (adapter, args) => {
    const { movement, replay, store } = adapter.launched;
    movement.assertStill();
    const { position, aggregateId = replay.aggregateId } = parseArguments(schema, args, command);
    if (!(await store.getEventAt(aggregateId, position))) {
      throw new DomainError('bad-position', `${aggregateId} has no event ${position}`);
    }
    return reachable(adapter, { aggregateId, position });
  },
  afterwards: (adapter, _args, place) => runTo(adapter, place),
};
