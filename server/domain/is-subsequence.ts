/** Do the characters of a text occur in another, in this order? */
export function isSubsequence(part: string, whole: string): boolean {
  let next = 0;
  for (const character of part) {
    const at = whole.indexOf(character, next);
    if (at < 0) return false;
    next = at + character.length;
  }
  return true;
}
