import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Anomaly } from '../../server/domain/anomalies.ts';
import { DomainError } from '../../server/domain/errors.ts';
import type { Adapter } from '../adapter.ts';
import { nameOfKind } from '../exception-filters.ts';
import type { Body, Handler } from '../handler.ts';
import { aggregateOf } from '../threads.ts';

/** What is wrong with the event that the replay stopped at: what was expected, what was found, and what led to it. */
export const exceptionInfo: Handler<DebugProtocol.ExceptionInfoArguments, Body<DebugProtocol.ExceptionInfoResponse>> = {
  capabilities: { supportsExceptionInfoRequest: true },
  answer: async (adapter, { threadId }) => {
    const { movement, replay } = adapter.launched;
    const [first, ...others] = movement.lastStop?.anomalies ?? [];
    if (!first) {
      // There is a stop unless the last movement failed.
      const lastError = movement.lastStop ? undefined : replay.lastError;
      if (!lastError) throw new DomainError('bad-position', 'The replay did not stop because something is wrong');
      return { exceptionId: lastError.type, description: lastError.message, breakMode: 'always' };
    }
    return {
      exceptionId: nameOfKind(first.kind),
      description: [first, ...others].map(describe).join('\n'),
      breakMode: 'always',
      details: {
        message: first.message,
        typeName: first.kind,
        stackTrace: await traceOf(adapter, first, threadId),
        innerException: others.map(({ kind, message }) => ({ typeName: kind, message })),
      },
    };
  },
};

function describe({ kind, message, expected, found }: Anomaly): string {
  if (kind === 'projection-error' || expected === undefined) return message;
  return `${message}\nexpected: ${expected}\nfound: ${found}`;
}

/** The stack of the user's code, else the events that led here, as the call stack shows them. */
async function traceOf({ launched }: Adapter, { kind, found }: Anomaly, threadId: number): Promise<string> {
  if (kind === 'projection-error') return found ?? '';
  if (kind === 'upcast-failed' && found !== undefined) return found;
  const { frames } = await launched.callStack.frames(aggregateOf(launched.replay, threadId), 0, 0);
  const events = frames.filter(({ presentationHint }) => presentationHint !== 'label');
  return events.map(({ name }) => name).join('\ncaused by ');
}
