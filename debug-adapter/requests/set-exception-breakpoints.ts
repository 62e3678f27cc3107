import type { DebugProtocol } from '@vscode/debugprotocol';
import type { AnomalyKind } from '../../server/domain/anomalies.ts';
import type { LaunchArguments } from '../../server/protocol/launch-arguments.ts';
import type { Wanted } from '../bound-breakpoints.ts';
import { EXCEPTION_GROUP } from '../describe-stop.ts';
import { exceptionBreakpointFilters, isAnomalyKind } from '../exception-filters.ts';
import type { Body, Handler } from '../handler.ts';
import { hasUserCode } from '../has-user-code.ts';

const OF_USER_CODE: ReadonlySet<AnomalyKind> = new Set(['projection-error', 'upcast-failed']);

/** Breakpoints on events with which something is wrong, by kind, each with a condition if one is given. */
export const setExceptionBreakpoints: Handler<
  DebugProtocol.SetExceptionBreakpointsArguments,
  Body<DebugProtocol.SetExceptionBreakpointsResponse>
> = {
  capabilities: { exceptionBreakpointFilters, supportsExceptionFilterOptions: true },
  answer: ({ launched: { args, breakpoints } }, { filters = [], filterOptions = [] }) => {
    const options = [...filters.map((filterId) => ({ filterId })), ...filterOptions];
    const set = breakpoints.replace(
      EXCEPTION_GROUP,
      options.map((each) => toWanted(each, args)),
    );
    return { breakpoints: set };
  },
};

/** What a session stops at whose client has not chosen. */
export function defaultExceptions(args: LaunchArguments): Wanted[] {
  return exceptionBreakpointFilters
    .filter((each) => each.default)
    .map(({ filter }) => toWanted({ filterId: filter }, args));
}

function toWanted({ filterId, condition }: DebugProtocol.ExceptionFilterOptions, args: LaunchArguments): Wanted {
  if (!isAnomalyKind(filterId)) return { spec: {}, place: {}, problem: `There is no filter '${filterId}'` };
  if (filterId === 'schema-violation' && args.schemas === undefined) {
    return { spec: {}, place: {}, problem: 'Name a folder of JSON Schemas as "schemas" in launch.json' };
  }
  // Runs are slower that look for what cannot happen.
  const enabled = hasUserCode(args) || !OF_USER_CODE.has(filterId);
  return { spec: { exception: filterId, condition, enabled }, place: {} };
}
