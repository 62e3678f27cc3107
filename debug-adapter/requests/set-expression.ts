import type { DebugProtocol } from '@vscode/debugprotocol';
import { DomainError } from '../../server/domain/errors.ts';
import type { Body, Handler } from '../handler.ts';
import { setStateValue } from '../set-state-value.ts';
import { statePathOf } from '../state-reference.ts';

/** What-if: a watched part of the state becomes another, in this replay only. */
export const setExpression: Handler<DebugProtocol.SetExpressionArguments, Body<DebugProtocol.SetExpressionResponse>> = {
  capabilities: { supportsSetExpression: true },
  answer: async (adapter, { expression, value, frameId }) => {
    const path = statePathOf(expression);
    const view = await adapter.launched.callStack.viewOf(frameId);
    if (path === undefined || !view) {
      throw new DomainError('bad-expression', `${expression} is no part of the state: state['balance'] is`);
    }
    return setStateValue(adapter, { aggregateId: view.event.aggregate_id, position: view.position }, path, value);
  },
};
