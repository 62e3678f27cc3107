/** The command did its work, and the answer is no: something that had to hold does not. The message says what. */
export class NegativeAnswer extends Error {
  override readonly name = 'NegativeAnswer';
}
