import type { DebugProtocol } from '@vscode/debugprotocol';
import { DomainError } from '../../server/domain/errors.ts';
import { qualifiedType } from '../../server/domain/event-types.ts';
import type { Body, Handler } from '../handler.ts';
import { positionOfLine } from '../sources.ts';

/** The one event of a line. Its position is its id: it means the same event for ever. */
export const gotoTargets: Handler<DebugProtocol.GotoTargetsArguments, Body<DebugProtocol.GotoTargetsResponse>> = {
  capabilities: { supportsGotoTargetsRequest: true },
  answer: async ({ launched: { sources, store, replay }, client }, { source, line }) => {
    const window = sources.resolve(source);
    if (window?.aggregateId !== replay.aggregateId) {
      throw new DomainError(
        'bad-position',
        `This session replays ${replay.aggregateId}: it can jump in that stream only`,
      );
    }
    const position = positionOfLine(window, line, client);
    const event = await store.getEventAt(window.aggregateId, position);
    if (!event) return { targets: [] };
    return { targets: [{ id: position, label: `event ${position}: ${qualifiedType(event)}`, line }] };
  },
};
