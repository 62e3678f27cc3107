import type { DebugProtocol } from '@vscode/debugprotocol';
import type * as z from 'zod';
import type { ADAPTER_EVENTS } from '../server/protocol/adapter-requests.ts';

/** The events that this adapter sends, by name: the protocol's, and our own. */
interface EventBodies {
  initialized: undefined;
  continued: DebugProtocol.ContinuedEvent['body'];
  stopped: DebugProtocol.StoppedEvent['body'];
  terminated: DebugProtocol.TerminatedEvent['body'];
  exited: DebugProtocol.ExitedEvent['body'];
  output: DebugProtocol.OutputEvent['body'];
  whatIf: z.infer<typeof ADAPTER_EVENTS.whatIf>;
  watchHistory: z.infer<typeof ADAPTER_EVENTS.watchHistory>;
  thread: DebugProtocol.ThreadEvent['body'];
  invalidated: DebugProtocol.InvalidatedEvent['body'];
  breakpoint: DebugProtocol.BreakpointEvent['body'];
  loadedSource: DebugProtocol.LoadedSourceEvent['body'];
  progressStart: DebugProtocol.ProgressStartEvent['body'];
  progressUpdate: DebugProtocol.ProgressUpdateEvent['body'];
  progressEnd: DebugProtocol.ProgressEndEvent['body'];
}

/** Sends events to the client. */
export interface Events {
  send<Name extends keyof EventBodies>(name: Name, body?: EventBodies[Name]): void;
}
