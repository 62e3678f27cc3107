import type { DebugProtocol } from '@vscode/debugprotocol';
import { THREAD_ID } from '../describe-stop.ts';
import type { Body, Handler } from '../handler.ts';

/** The aggregate of the session. Answered from memory, because clients ask all the time. */
export const threads: Handler<unknown, Body<DebugProtocol.ThreadsResponse>> = {
  answer: ({ launched: { replay } }) => ({ threads: [{ id: THREAD_ID, name: replay.aggregateId }] }),
};
