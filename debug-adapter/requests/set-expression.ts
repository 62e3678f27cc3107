import type { DebugProtocol } from '@vscode/debugprotocol';
import { DomainError } from '../../server/domain/errors.ts';
import type { Body, Handler } from '../handler.ts';
import { setStateValue } from '../set-state-value.ts';
import { statePathOf } from '../state-reference.ts';

/** What-if: a watched part of the state becomes another, in this replay only. */
export const setExpression: Handler<DebugProtocol.SetExpressionArguments, Body<DebugProtocol.SetExpressionResponse>> = {
  capabilities: { supportsSetExpression: true },
  answer: async (adapter, { expression, value, frameId }, pace) => {
    const path = statePathOf(expression);
    const view = await adapter.launched.callStack.mustView(frameId, pace);
    if (path === undefined) {
      throw new DomainError('bad-expression', `${expression} is no part of the state: state['balance'] is`);
    }
    const asOf = { aggregateId: view.event.aggregate_id, position: view.position };
    return setStateValue(adapter, { path, asOf }, value, pace);
  },
};
