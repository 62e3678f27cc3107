import type { DebugProtocol } from '@vscode/debugprotocol';
import { toClientInfo } from '../client-info.ts';
import type { Body, Handler } from '../handler.ts';
import { capabilities } from './index.ts';

/** Learns who the client is, and tells it what this adapter can do: the sum of what the requests' files declare,
 * and cancelling, which every request knows. */
export const initialize: Handler<DebugProtocol.InitializeRequestArguments, Body<DebugProtocol.InitializeResponse>> = {
  answer: (adapter, args) => {
    adapter.client = toClientInfo(args);
    adapter.progress.isShown = adapter.client.supportsProgress;
    return { ...capabilities(), supportsCancelRequest: true };
  },
};
