import { DomainError } from '../../../server/domain/errors.ts';
import type { StreamPlace } from '../../../server/replay/event-log.ts';
import { placeOf } from '../../../server/replay/open-log.ts';
import type { Handler } from '../../handler.ts';
import { jumpTo, reachable } from '../../travel.ts';

/** Our own request: goes back to the event that caused the current one, in whatever stream. */
export const goToCause: Handler<unknown, StreamPlace> = {
  answer: async (adapter) => {
    const { movement, replay, store } = adapter.launched;
    movement.assertStill();
    const id = replay.view?.event.causation_id;
    if (!id) throw new DomainError('event-not-found', 'This event names no cause: its causation_id is empty');
    const cause = await store.getEvent(id);
    if (!cause) throw new DomainError('event-not-found', `The cause ${id} is not in this store`);
    return reachable(adapter, await placeOf(store, cause));
  },
  afterwards: (adapter, _args, place) => jumpTo(adapter, place),
};
