import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Adapter } from '../adapter.ts';
import type { Wanted } from '../bound-breakpoints.ts';
import type { Body, Handler } from '../handler.ts';
import { groupOfLines } from '../sources.ts';

/** All breakpoints of one document: stop at these lines' events. */
export const setBreakpoints: Handler<
  DebugProtocol.SetBreakpointsArguments,
  Body<DebugProtocol.SetBreakpointsResponse>
> = {
  capabilities: {
    supportsConditionalBreakpoints: true,
    supportsHitConditionalBreakpoints: true,
    supportsLogPoints: true,
  },
  answer: async (adapter, args) => {
    const { breakpoints } = adapter.launched;
    const lines = args.breakpoints ?? (args.lines ?? []).map((line) => ({ line }));
    const wanted = await Promise.all(lines.map((line) => toWanted(adapter, args.source, line)));
    const set = breakpoints.replace(groupOf(adapter, args.source), wanted);
    return { breakpoints: set };
  },
};

async function toWanted(
  { launched, client }: Adapter,
  source: DebugProtocol.Source | undefined,
  { line, condition, hitCondition, logMessage }: DebugProtocol.SourceBreakpoint,
): Promise<Wanted> {
  const { sources } = launched;
  const window = sources.resolve(source);
  const place = { line, ...(source && { source }) };
  const inVain = (problem: string): Wanted => ({ spec: {}, place, problem });
  if (!window) return inVain('This document is no stream of the store that is replayed');
  const found = await sources.eventOn(window, line, client);
  if (!found) return inVain('There is no event on this line');
  const { aggregateId: aggregate_id } = window;
  return {
    spec: { aggregate_id, position: found.position, condition, hit_condition: hitCondition, log_message: logMessage },
    place,
  };
}

/** The same document must be the same group, however the client spells it this time. */
function groupOf({ launched }: Adapter, source: DebugProtocol.Source | undefined): string {
  const window = launched.sources.resolve(source);
  return window ? groupOfLines(window) : `unknown\n${source?.path ?? source?.name}`;
}
