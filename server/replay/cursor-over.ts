import { shallowMerge } from '../projections/shallow-merge.ts';
import type { Breakpoints } from './breakpoints.ts';
import { Checkpoints } from './checkpoints.ts';
import { Cursor, type Walked } from './cursor.ts';
import type { Edits } from './edits.ts';
import type { EventLog } from './event-log.ts';
import type { FoldSource } from './fold-source.ts';
import type { OnPass } from './scan.ts';
import type { Listeners } from './session-listener.ts';
import type { SessionOptions } from './session-options.ts';
import { type OnLog, Walker } from './walker.ts';

/** What a session has, whatever log it is over. */
export interface SessionParts {
  readonly options: SessionOptions;
  readonly breakpoints: Breakpoints;
  readonly edits: Edits;
  readonly listeners: Listeners;
}

/** At the start of a log, with nothing folded yet. */
export function cursorOver(log: EventLog, parts: SessionParts, walked?: Walked): Cursor {
  const { breakpoints, edits, listeners } = parts;
  const { projection = shallowMerge, findViolation, follow = false, looksLate = false, memory } = parts.options;
  const source = { log, projection, checkpoints: new Checkpoints(memory), edits, findViolation };
  const onLog: OnLog = (breakpoint, text, { event, streamPosition: position }) =>
    listeners.tell((each) => each.log?.({ breakpointId: breakpoint.id, text, position, event: event! }));
  const walker = new Walker(source, breakpoints, { onLog, onPass: printsOf(source, listeners), looksLate });
  return new Cursor(walker, follow, walked);
}

/** Undefined where nothing is printed. */
function printsOf({ projection, edits }: FoldSource, listeners: Listeners): OnPass | undefined {
  if (!projection.printed) return undefined;
  return ({ event, aggregateId, streamPosition: position }) => {
    if (!edits.isEmpty && edits.at({ aggregateId, position })?.isSkipped) return;
    const at = { event: event!, position };
    for (const printed of projection.printed!(at.event)) listeners.tell((each) => each.print?.(printed, at));
  };
}
