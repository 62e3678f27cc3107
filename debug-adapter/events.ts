import type { DebugProtocol } from '@vscode/debugprotocol';

/** The events that this adapter sends, by name. */
interface EventBodies {
  initialized: undefined;
  stopped: DebugProtocol.StoppedEvent['body'];
  terminated: DebugProtocol.TerminatedEvent['body'];
  exited: DebugProtocol.ExitedEvent['body'];
  output: DebugProtocol.OutputEvent['body'];
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
