import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Pace } from '../server/replay/pace.ts';
import type { Adapter } from './adapter.ts';

/**
 * One request of the protocol. The answer is sent first; what moves the replay comes afterwards, because a client wants
 * the response to `next` before the `stopped` event.
 */
export interface Handler<Arguments = unknown, Body = unknown> {
  /** What `initialize` may advertise because this request is served. */
  readonly capabilities?: DebugProtocol.Capabilities;
  /**
   * The response's body. What it throws becomes the error response. Clients may leave the arguments out. Long work goes
   * by the pace, which shows its progress and lets the client cancel it.
   */
  answer(adapter: Adapter, args: Arguments, pace: Pace): Body | Promise<Body>;
  /** `body` is what `answer` gave. */
  afterwards?(adapter: Adapter, args: Arguments, body: Body): void | Promise<void>;
}

export type Body<Response extends DebugProtocol.Response> = Response['body'];
