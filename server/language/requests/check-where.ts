import { isDomainError } from '../../domain/errors.ts';
import { compileEventTest } from '../browsing/browse-events.ts';
import type { Handler } from '../handler.ts';

/** Compiles an expression, to say what is wrong with it. */
export const checkWhere: Handler<'checkWhere'> = async (_stores, { where }) => {
  try {
    compileEventTest(where);
    return { problem: null };
  } catch (error) {
    if (isDomainError(error)) return { problem: error.message };
    throw error;
  }
};
