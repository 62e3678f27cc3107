import type { DebugProtocol } from '@vscode/debugprotocol';
import { DomainError } from '../../server/domain/errors.ts';
import type { Body, Handler } from '../handler.ts';

/** The text of a stream, for clients that can open neither our documents nor a file. */
export const source: Handler<DebugProtocol.SourceArguments, Body<DebugProtocol.SourceResponse>> = {
  answer: async ({ launched: { sources } }, args) => {
    const window = sources.resolve(args.source ?? { sourceReference: args.sourceReference });
    if (!window) throw new DomainError('bad-position', 'This source is no stream of the store that is replayed');
    return { content: await sources.text(window), mimeType: 'text/plain' };
  },
};
