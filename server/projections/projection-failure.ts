/** The user's projection threw on an event. The message is theirs (`KeyError: 'reward'`), and so is the stack. */
export class ProjectionFailure extends Error {
  override readonly name = 'ProjectionFailure';
  override readonly stack: string;

  constructor(message: string, stack: string = message) {
    super(message);
    this.stack = stack;
  }
}
