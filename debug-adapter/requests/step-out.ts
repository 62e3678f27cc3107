import { DomainError } from '../../server/domain/errors.ts';
import type { Handler } from '../handler.ts';

/** Step out leads to another stream, and a session has one. Editors show the button all the same, so it says so. */
export const stepOut: Handler = {
  answer: () => {
    const message = 'Step Out would leave this stream. Go to Cause shows the event that caused this one.';
    throw new DomainError('bad-position', message);
  },
};
