import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Wanted } from '../bound-breakpoints.ts';
import { FUNCTION_GROUP } from '../describe-stop.ts';
import type { Body, Handler } from '../handler.ts';

/** Breakpoints on event types: a name or a glob, `agent.updated`, `completed`, `task.*`, `*`. */
export const setFunctionBreakpoints: Handler<
  DebugProtocol.SetFunctionBreakpointsArguments,
  Body<DebugProtocol.SetFunctionBreakpointsResponse>
> = {
  capabilities: {
    supportsFunctionBreakpoints: true,
    supportsConditionalBreakpoints: true,
    supportsHitConditionalBreakpoints: true,
  },
  answer: ({ launched: { breakpoints } }, args) => {
    const set = breakpoints.replace(FUNCTION_GROUP, (args.breakpoints ?? []).map(toWanted));
    return { breakpoints: set };
  },
};

function toWanted({ name, condition, hitCondition }: DebugProtocol.FunctionBreakpoint): Wanted {
  const spec = { event_type: name, condition, hit_condition: hitCondition };
  const problem = name?.trim() ? undefined : 'Name an event type: agent.updated, completed, task.*';
  return { spec, place: {}, problem };
}
