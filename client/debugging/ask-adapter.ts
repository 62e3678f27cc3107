import type { DebugSession } from 'vscode';
import type * as z from 'zod/mini';
import type { ADAPTER_REQUESTS } from '../../server/protocol/adapter-requests.ts';

type Requests = typeof ADAPTER_REQUESTS;
type Answered = {
  [Name in keyof Requests]: Requests[Name] extends { answer: z.ZodMiniType } ? Name : never;
}[keyof Requests];

/** What a debug adapter answers to a request of our own. The shapes are loaded with the first. */
export async function askAdapter<Name extends Answered>(
  session: DebugSession,
  name: Name,
  args?: object,
): Promise<z.output<Requests[Name]['answer']>> {
  const { ADAPTER_REQUESTS } = await import('../../server/protocol/adapter-requests.ts');
  const { command, answer } = ADAPTER_REQUESTS[name];
  return answer.parse(await session.customRequest(command, args)) as z.output<Requests[Name]['answer']>;
}
