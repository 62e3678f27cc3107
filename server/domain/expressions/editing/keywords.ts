/** The words of an expression that are no names. */
export const KEYWORDS: readonly string[] = [
  'and',
  'or',
  'not',
  'in',
  'is',
  'if',
  'else',
  'for',
  'None',
  'True',
  'False',
];

export function isKeyword(word: string): boolean {
  return KEYWORDS.includes(word);
}
