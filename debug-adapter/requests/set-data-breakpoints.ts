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
  answer: ({ launched: { breakpoints } }, args) => {
    const set = breakpoints.replace(DATA_GROUP, (args.breakpoints ?? []).map(toWanted));
    return { breakpoints: set };
  },
};

function toWanted({ dataId, condition, hitCondition }: DebugProtocol.DataBreakpoint): Wanted {
  const target = readDataId(dataId);
  if (!target) return { spec: {}, place: {}, problem: 'This breakpoint is on no part of a state' };
  const { aggregateId: aggregate_id, path: changes } = target;
  return { spec: { aggregate_id, changes, condition, hit_condition: hitCondition }, place: {} };
}
