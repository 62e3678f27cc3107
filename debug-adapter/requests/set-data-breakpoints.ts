import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Wanted } from '../bound-breakpoints.ts';
import { DATA_GROUP } from '../describe-stop.ts';
import type { Body, Handler } from '../handler.ts';
import { readDataId } from '../state-reference.ts';

/** Breakpoints on parts of the state: stop at the next event that changes one; in reverse, at the last that did. */
export const setDataBreakpoints: Handler<
  DebugProtocol.SetDataBreakpointsArguments,
  Body<DebugProtocol.SetDataBreakpointsResponse>
> = {
  capabilities: {
    supportsDataBreakpoints: true,
    supportsConditionalBreakpoints: true,
    supportsHitConditionalBreakpoints: true,
  },
  answer: ({ launched: { breakpoints, movement, replay } }, args) => {
    const wanted = (args.breakpoints ?? []).map((each) => toWanted(each, replay.aggregateId));
    const set = breakpoints.replace(DATA_GROUP, wanted);
    movement.breakpointsChanged();
    return { breakpoints: set };
  },
};

function toWanted({ dataId, condition, hitCondition }: DebugProtocol.DataBreakpoint, replayed: string): Wanted {
  const target = readDataId(dataId);
  const spec = { changes: target?.path, condition, hit_condition: hitCondition };
  if (!target) return { spec: {}, place: {}, problem: 'This breakpoint is on no part of a state' };
  if (target.aggregateId === replayed) return { spec, place: {} };
  return {
    spec,
    place: {},
    problem: `This breakpoint is on ${target.aggregateId}, and this session replays ${replayed}`,
  };
}
