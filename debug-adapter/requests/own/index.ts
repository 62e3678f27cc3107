import type { Handler } from '../../handler.ts';
import { exportSession } from './export-session.ts';
import { goToCause } from './go-to-cause.ts';
import { inlineChanges } from './inline-changes.ts';
import { moveTo } from './move-to.ts';
import { replayTo } from './replay-to.ts';
import { restartKeepingWhatIfs } from './restart-keeping-what-ifs.ts';
import { standing } from './standing.ts';
import { undoWhatIf } from './undo-what-if.ts';
import { watchHistory } from './watch-history.ts';
import { whatIf } from './what-if.ts';
import { whoSet } from './who-set.ts';

/** Our own requests, for what the Debug Adapter Protocol has no words for, by name: `server/protocol/adapter-requests.ts`. */
export const ownRequests: Readonly<Record<string, Handler>> = {
  exportSession,
  goToCause,
  inlineChanges,
  moveTo,
  replayTo,
  restartKeepingWhatIfs,
  standing,
  undoWhatIf,
  watchHistory,
  whatIf,
  whoSet,
} satisfies Record<string, Handler<never, unknown>> as Record<string, Handler>;
