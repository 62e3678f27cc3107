import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Body, Handler } from '../handler.ts';

/** The streams that this session has shown. */
export const loadedSources: Handler<unknown, Body<DebugProtocol.LoadedSourcesResponse>> = {
  capabilities: { supportsLoadedSourcesRequest: true },
  answer: async ({ launched: { sources } }) => ({ sources: await sources.list() }),
};
