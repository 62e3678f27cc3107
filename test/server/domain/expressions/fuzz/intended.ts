interface Case {
  readonly source: string;
  readonly ours: string;
  readonly pythons: string;
}

/** Where generated answers are meant to differ from CPython's, by the name that docs/expressions.md gives the difference. */
export const INTENDED: Readonly<Record<string, (found: Case) => boolean>> = {
  'Mistakes are found before anything runs': ({ ours }) => ours.startsWith('AttributeError: '),
  'There are no complex numbers': ({ ours }) => ours.includes(' is complex: '),
  'Work is bounded': ({ ours }) => ours.startsWith('LimitError: '),
};
