import type { DebugProtocol } from '@vscode/debugprotocol';
import { DomainError } from '../../server/domain/errors.ts';
import type { Body, Handler } from '../handler.ts';
import { setStateValue } from '../set-state-value.ts';
import { statePathOf } from '../state-reference.ts';

/** What-if: a row under State becomes another, in this replay only. */
export const setVariable: Handler<DebugProtocol.SetVariableArguments, Body<DebugProtocol.SetVariableResponse>> = {
  capabilities: { supportsSetVariable: true },
  answer: async (adapter, { variablesReference, name, value }, pace) => {
    const { variables } = adapter.launched;
    if (!variables.knows(variablesReference)) {
      throw new DomainError('bad-expression', 'This row is of an earlier stop: look at it again');
    }
    const asOf = variables.stateOf(variablesReference);
    const path = statePathOf((await variables.evaluateNameOf(variablesReference, name)) ?? '');
    if (asOf && path !== undefined) return setStateValue(adapter, { path, asOf }, value, pace);
    throw new DomainError('bad-expression', 'What was recorded cannot be changed: only values under State can');
  },
};
