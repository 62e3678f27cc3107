/** A text literal without its prefix, as far as its closing quote or, when that is missing, its line; or a comment. */
const TEXT_OR_COMMENT =
  /(?<triple>"""|''')(?:\\[\s\S]|(?!\k<triple>)[\s\S])*(?<end>\k<triple>)?|(?<quote>["'])(?:\\[\s\S]|(?!\k<quote>)[^\n\\])*(?<close>\k<quote>)?|#[^\n]*/g;

export interface Masked {
  /** The source with what its texts and comments hold blanked, each character in its place. */
  readonly masked: string;
  /** Where the first text begins that has no closing quote. */
  readonly open: number | undefined;
}

/** Blanks texts and comments, so that nothing is looked for in them. */
export function maskTexts(source: string): Masked {
  let open: Masked['open'];
  const masked = source.replace(TEXT_OR_COMMENT, (token: string, ...groups) => {
    const { triple, end, quote, close } = groups.at(-1) as Record<string, string | undefined>;
    const opening = triple ?? quote;
    if (opening === undefined) return ' '.repeat(token.length);
    const closing = end ?? close ?? '';
    if (closing === '') open ??= groups.at(-3) as number;
    return opening + ' '.repeat(token.length - opening.length - closing.length) + closing;
  });
  return { masked, open };
}
