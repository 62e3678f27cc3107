import type { DebugProtocol } from '@vscode/debugprotocol';
import { toClientLine } from '../client-info.ts';
import type { Body, Handler } from '../handler.ts';
import { aggregateOf } from '../threads.ts';

/** The event that an aggregate stands at, and under it the events that caused it. */
export const stackTrace: Handler<DebugProtocol.StackTraceArguments, Body<DebugProtocol.StackTraceResponse>> = {
  capabilities: { supportsDelayedStackTraceLoading: true },
  answer: async ({ launched: { callStack, replay }, client }, { threadId, startFrame, levels }) => {
    const { frames, total } = await callStack.frames(aggregateOf(replay, threadId), startFrame ?? 0, levels ?? 0);
    const stackFrames = frames.map((frame) =>
      frame.source
        ? { ...frame, line: toClientLine(frame.line, client), column: frame.column - 1 + client.firstColumn }
        : frame,
    );
    return { stackFrames, totalFrames: total };
  },
};
