interface Case {
  readonly source: string;
  readonly ours: string;
  readonly pythons: string;
}

/** Where our answers are meant to differ from CPython's, by the name that the documentation gives the difference. */
export const INTENDED: Readonly<Record<string, (found: Case) => boolean>> = {
  'Mistakes are found before anything runs': ({ ours }) =>
    /^(AttributeError|NameError|TypeError|SyntaxError at column \d+): /.test(ours) && isEarly(ours),
};

/** What a node always is makes a method impossible, whether or not it is reached. */
function isEarly(ours: string): boolean {
  return /^AttributeError: /.test(ours);
}
