import { DomainError } from '../../../server/domain/errors.ts';
import { ADAPTER_REQUESTS } from '../../../server/protocol/adapter-requests.ts';
import type { StreamPlace } from '../../../server/replay/event-log.ts';
import type { Handler } from '../../handler.ts';
import { lastChange } from '../../last-change.ts';
import { parseArguments } from '../../parse-arguments.ts';
import { statePathOf } from '../../state-reference.ts';
import { jumpTo, reachable } from '../../travel.ts';

const { command, arguments: schema } = ADAPTER_REQUESTS.whoSet;

/** Our own request, "Who Set This?": goes back to the last event that changed a part of the state, again and again. */
export const whoSet: Handler<unknown, StreamPlace> = {
  answer: async (adapter, args, pace) => {
    const { movement, replay, callStack } = adapter.launched;
    movement.assertStill();
    const { expression, frameId } = parseArguments(schema, args, command);
    const path = statePathOf(expression);
    const view = await callStack.mustView(frameId, pace);
    if (path === undefined) {
      throw new DomainError('bad-expression', `${expression} is no part of the state: state['balance']`);
    }
    // Where it stands already is no answer: the one before is asked for.
    const isHere = view === replay.view;
    const asOf = { aggregateId: view.event.aggregate_id, position: view.position - (isHere ? 1 : 0) };
    const place = asOf.position > 0 ? await lastChange(adapter.launched, { path, asOf }, pace) : undefined;
    if (!place) throw new DomainError('event-not-found', `No event before this one changed ${path}`);
    return reachable(adapter, place);
  },
  afterwards: (adapter, _args, place) => jumpTo(adapter, place),
};
