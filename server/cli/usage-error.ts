/** The arguments cannot be carried out as they are; the message is one sentence that says what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
