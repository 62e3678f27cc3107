import { DomainError } from '../../../server/domain/errors.ts';
import type { RecordedEvent } from '../../../server/domain/event.ts';
import type { Handler } from '../../handler.ts';
import { jumpToEvent } from '../../travel.ts';

/** Our own request: goes back to the event that caused the current one, in whatever stream. */
export const goToCause: Handler<unknown, RecordedEvent> = {
  answer: async ({ launched: { movement, replay, store } }) => {
    movement.assertStill();
    const id = replay.view?.event.causation_id;
    if (!id) throw new DomainError('event-not-found', 'This event names no cause: its causation_id is empty');
    const cause = await store.getEvent(id);
    if (cause) return cause;
    throw new DomainError('event-not-found', `The cause ${id} is not in this store`);
  },
  afterwards: (adapter, _args, cause) => jumpToEvent(adapter, cause),
};
