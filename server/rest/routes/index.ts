import type { Route } from '../route.ts';
import { addBreakpoint } from './add-breakpoint.ts';
import { addWatch } from './add-watch.ts';
import { endSession } from './end-session.ts';
import { evaluate } from './evaluate.ts';
import { exportSession } from './export-session.ts';
import { followSession } from './follow-session.ts';
import { getCauses } from './get-causes.ts';
import { getChanges } from './get-changes.ts';
import { getEffects } from './get-effects.ts';
import { getSession } from './get-session.ts';
import { getState } from './get-state.ts';
import { getTimeline } from './get-timeline.ts';
import { getWatchHistory } from './get-watch-history.ts';
import { health } from './health.ts';
import { importSession } from './import-session.ts';
import { listBreakpoints } from './list-breakpoints.ts';
import { listSessions } from './list-sessions.ts';
import { listWatches } from './list-watches.ts';
import { moveSession } from './move-session.ts';
import { pauseSession } from './pause-session.ts';
import { removeBreakpoint } from './remove-breakpoint.ts';
import { removeWatch } from './remove-watch.ts';
import { restartSession } from './restart-session.ts';
import { resumeSession } from './resume-session.ts';
import { runBack } from './run-back.ts';
import { startSession } from './start-session.ts';
import { stepBack } from './step-back.ts';
import { stepSession } from './step-session.ts';
import { stopSession } from './stop-session.ts';
import { STORE_ROUTES } from './store/index.ts';

/** Every route of the service, in the order of the OpenAPI document. */
export const ROUTES: readonly Route[] = [
  health,
  startSession,
  importSession,
  listSessions,
  getSession,
  endSession,
  exportSession,
  followSession,
  stepSession,
  stepBack,
  resumeSession,
  runBack,
  moveSession,
  pauseSession,
  stopSession,
  restartSession,
  addBreakpoint,
  listBreakpoints,
  removeBreakpoint,
  addWatch,
  listWatches,
  removeWatch,
  getState,
  getChanges,
  evaluate,
  getTimeline,
  getWatchHistory,
  getCauses,
  getEffects,
  ...STORE_ROUTES,
];
