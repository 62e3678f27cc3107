/** Python's `ascii`: a text with everything beyond ASCII escaped. */
export function escapeBeyondAscii(text: string): string {
  return text.replace(/[\u0080-\u{10ffff}]/gu, (character) => {
    const code = character.codePointAt(0)!;
    const hex = code.toString(16);
    if (code <= 0xff) return `\\x${hex}`;
    return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
  });
}
