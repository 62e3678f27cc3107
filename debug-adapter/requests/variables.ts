import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Body, Handler } from '../handler.ts';

/** The children of something that can be expanded, a page at a time. */
export const variables: Handler<DebugProtocol.VariablesArguments, Body<DebugProtocol.VariablesResponse>> = {
  answer: async ({ launched }, args) => ({ variables: await launched.variables.children(args) }),
};
