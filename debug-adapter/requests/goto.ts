import type { DebugProtocol } from '@vscode/debugprotocol';
import { DomainError } from '../../server/domain/errors.ts';
import type { StreamPlace } from '../../server/replay/event-log.ts';
import type { Handler } from '../handler.ts';
import { jumpTo, reachable } from '../travel.ts';

/** Jumps to an event, either way; nothing between is evaluated. */
export const goto: Handler<DebugProtocol.GotoArguments, StreamPlace> = {
  capabilities: { supportsGotoTargetsRequest: true },
  answer: async (adapter, { targetId }) => {
    const { movement, places } = adapter.launched;
    movement.assertStill();
    const place = places.get(targetId);
    if (!place) throw new DomainError('bad-position', `There is no target ${targetId}: ask for gotoTargets first`);
    return reachable(adapter, place);
  },
  afterwards: (adapter, _args, place) => jumpTo(adapter, place),
};
