import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Body, Handler } from '../handler.ts';
import { statePathOf, toDataId } from '../state-reference.ts';

/** "Break on Value Change": what there is to wait for at a row under State, or at an expression that names a part of it. */
export const dataBreakpointInfo: Handler<
  DebugProtocol.DataBreakpointInfoArguments,
  Body<DebugProtocol.DataBreakpointInfoResponse>
> = {
  answer: async ({ launched: { replay, callStack, variables } }, { name, variablesReference, frameId }) => {
    const expression = variablesReference ? await variables.evaluateNameOf(variablesReference, name) : name;
    const path = expression === undefined ? undefined : statePathOf(expression);
    if (path === undefined) {
      return { dataId: null, description: 'Only parts of the state change: choose one under State' };
    }
    const shown = variablesReference ? variables.stateOf(variablesReference) : undefined;
    const aggregateId = shown?.aggregateId ?? callStack.eventOf(frameId)?.aggregate_id ?? replay.aggregateId;
    return {
      dataId: toDataId(aggregateId, path),
      description: `${path} of ${aggregateId}`,
      accessTypes: ['write'],
      canPersist: true,
    };
  },
};
