import type { DebugProtocol } from '@vscode/debugprotocol';
import { DomainError } from '../../server/domain/errors.ts';
import { qualifiedType } from '../../server/domain/event-types.ts';
import type { Body, Handler } from '../handler.ts';

/** The one event of a line. */
export const gotoTargets: Handler<DebugProtocol.GotoTargetsArguments, Body<DebugProtocol.GotoTargetsResponse>> = {
  capabilities: { supportsGotoTargetsRequest: true },
  answer: async ({ launched: { sources, places }, client }, { source, line }) => {
    const window = sources.resolve(source);
    if (!window) throw new DomainError('bad-position', 'This document is no stream of the store that is replayed');
    const found = await sources.eventOn(window, line, client);
    if (!found) return { targets: [] };
    const { position, event } = found;
    const id = places.idOf({ aggregateId: window.aggregateId, position });
    return { targets: [{ id, label: `event ${position}: ${qualifiedType(event)}`, line }] };
  },
};
