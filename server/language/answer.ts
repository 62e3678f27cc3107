import type { CancellationToken } from 'vscode-languageserver';
import { toResponseError } from './response-error.ts';

/** A handler of LSP whose errors are the error of its answer. */
export function answering<Params, Result>(
  answer: (params: Params, token: CancellationToken) => Promise<Result>,
): (params: Params, token: CancellationToken) => Promise<Result> {
  return async (params, token) => {
    try {
      return await answer(params, token);
    } catch (error) {
      throw toResponseError(error);
    }
  };
}
