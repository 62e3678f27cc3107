import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Handler } from '../handler.ts';
import { attach } from './attach.ts';
import { completions } from './completions.ts';
import { configurationDone } from './configuration-done.ts';
import { continueRequest } from './continue.ts';
import { dataBreakpointInfo } from './data-breakpoint-info.ts';
import { disconnect } from './disconnect.ts';
import { evaluate } from './evaluate.ts';
import { exceptionInfo } from './exception-info.ts';
import { goto } from './goto.ts';
import { gotoTargets } from './goto-targets.ts';
import { initialize } from './initialize.ts';
import { launch } from './launch.ts';
import { loadedSources } from './loaded-sources.ts';
import { locations } from './locations.ts';
import { next } from './next.ts';
import { pause } from './pause.ts';
import { restart } from './restart.ts';
import { restartFrame } from './restart-frame.ts';
import { reverseContinue } from './reverse-continue.ts';
import { scopes } from './scopes.ts';
import { setBreakpoints } from './set-breakpoints.ts';
import { setDataBreakpoints } from './set-data-breakpoints.ts';
import { setExceptionBreakpoints } from './set-exception-breakpoints.ts';
import { setExpression } from './set-expression.ts';
import { setFunctionBreakpoints } from './set-function-breakpoints.ts';
import { setVariable } from './set-variable.ts';
import { source } from './source.ts';
import { stackTrace } from './stack-trace.ts';
import { stepBack } from './step-back.ts';
import { stepIn } from './step-in.ts';
import { stepInTargets } from './step-in-targets.ts';
import { stepOut } from './step-out.ts';
import { terminate } from './terminate.ts';
import { threads } from './threads.ts';
import { variables } from './variables.ts';

// Each handler reads its own arguments; what a client sends is as the protocol says or fails in that handler alone.
type AnyHandler = Handler<never, unknown>;

/** The requests of the Debug Adapter Protocol that are served, by its names. */
const requests: Readonly<Record<string, Handler>> = {
  initialize,
  attach,
  launch,
  configurationDone,
  threads,
  setBreakpoints,
  setFunctionBreakpoints,
  dataBreakpointInfo,
  setDataBreakpoints,
  setExceptionBreakpoints,
  exceptionInfo,
  locations,
  stackTrace,
  scopes,
  variables,
  evaluate,
  completions,
  next,
  stepInTargets,
  stepIn,
  stepOut,
  stepBack,
  continue: continueRequest,
  reverseContinue,
  pause,
  gotoTargets,
  goto,
  restartFrame,
  source,
  loadedSources,
  restart,
  terminate,
  disconnect,
  setVariable,
  setExpression,
} satisfies Record<string, AnyHandler> as Record<string, Handler>;

/** Whoever serves a request, of the protocol or our own; undefined when nobody does. Our own are loaded with the first. */
export function handlerOf(command: string): Handler | undefined | Promise<Handler | undefined> {
  return Object.hasOwn(requests, command) ? requests[command] : ownHandlerOf(command);
}

async function ownHandlerOf(command: string): Promise<Handler | undefined> {
  const { ownRequests } = await import('./own/index.ts');
  return Object.hasOwn(ownRequests, command) ? ownRequests[command] : undefined;
}

/** What the requests' files declare, summed: nothing is advertised that is not served. */
export function capabilities(): DebugProtocol.Capabilities {
  return Object.assign({}, ...Object.values(requests).map((handler) => handler.capabilities));
}
