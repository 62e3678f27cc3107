/** A text literal or a comment, or a number that ends with its point, alone or before an exponent. */
const TOKEN =
  /(?<text>(?<prefix>\b[a-zA-Z]{1,2})?(?:'''(?:\\.|[^\\])*?'''|"""(?:\\.|[^\\])*?"""|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"))|#[^\n]*|(?<![\w.])(?<digits>\d[\d_]*)\.(?:(?![\w.])|(?=[eE][+-]?\d))/gsu;

const FORMAT = /:=(?=[^{}()[\]]*(?:\{[^{}]*\}[^{}()[\]]*)*\})/g;
const POINT = /(?<![\w.])(\d[\d_]*)\.(?:(?![\w.])|(?=[eE][+-]?\d))/g;

/**
 * The source in words that the grammar knows, each character in its place: `1.` as `.1`, and in an f-string a format
 * that begins with `=` as one that begins with `<`. What is meant is read from the source itself.
 */
export function toGrammar(source: string): string {
  return source.replace(TOKEN, (token, ...groups) => {
    const { text, prefix, digits } = groups.at(-1) as { text?: string; prefix?: string; digits?: string };
    if (digits !== undefined) return `.${digits}`;
    if (text === undefined || prefix === undefined || !/f/i.test(prefix)) return token;
    return text.replace(FORMAT, ':<').replace(POINT, (_, before: string) => `.${before}`);
  });
}
