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
import { exportSession } from './export-session.ts';
import { goToCause } from './go-to-cause.ts';
import { goto } from './goto.ts';
import { gotoTargets } from './goto-targets.ts';
import { initialize } from './initialize.ts';
import { inlineChanges } from './inline-changes.ts';
import { launch } from './launch.ts';
import { loadedSources } from './loaded-sources.ts';
import { locations } from './locations.ts';
import { moveTo } from './move-to.ts';
import { next } from './next.ts';
import { pause } from './pause.ts';
import { replayTo } from './replay-to.ts';
import { restart } from './restart.ts';
import { restartFrame } from './restart-frame.ts';
import { restartKeepingWhatIfs } from './restart-keeping-what-ifs.ts';
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
import { standing } from './standing.ts';
import { stepBack } from './step-back.ts';
import { stepIn } from './step-in.ts';
import { stepInTargets } from './step-in-targets.ts';
import { stepOut } from './step-out.ts';
import { terminate } from './terminate.ts';
import { threads } from './threads.ts';
import { undoWhatIf } from './undo-what-if.ts';
import { variables } from './variables.ts';
import { watchHistory } from './watch-history.ts';
import { whatIf } from './what-if.ts';
import { whoSet } from './who-set.ts';

// Each handler reads its own arguments; what a client sends is as the protocol says or fails in that handler alone.
type AnyHandler = Handler<never, unknown>;

/** Every request that is served, by the protocol's name. */
export const requests: Readonly<Record<string, Handler>> = {
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
  replayTo,
  moveTo,
  goToCause,
  whoSet,
  setVariable,
  setExpression,
  whatIf,
  undoWhatIf,
  restartKeepingWhatIfs,
  watchHistory,
  inlineChanges,
  standing,
  exportSession,
} satisfies Record<string, AnyHandler> as Record<string, Handler>;

/** What the requests' files declare, summed: nothing is advertised that is not served. */
export function capabilities(): DebugProtocol.Capabilities {
  return Object.assign({}, ...Object.values(requests).map((handler) => handler.capabilities));
}
