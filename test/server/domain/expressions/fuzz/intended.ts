interface Case {
  readonly source: string;
  readonly ours: string;
  readonly pythons: string;
}

/** Where generated answers are meant to differ from CPython's, by the name that docs/expressions.md gives the difference. */
export const INTENDED: Readonly<Record<string, (found: Case) => boolean>> = {
  'Mistakes are found before anything runs': ({ ours }) => ours.startsWith('AttributeError: '),
  'A field of a dict can be read as an attribute': ({ pythons }) =>
    /'dict' object has no attribute '(reward|status|nested|tags|count|missing|event_data)/.test(pythons),
  'A text beside a time is read as ISO 8601': ({ pythons }) =>
    /^TypeError: .* not supported between instances of '(datetime.datetime' and 'str|str' and 'datetime.datetime)'/.test(
      pythons,
    ),
  'There are no complex numbers': ({ ours }) => ours.includes(' is complex: '),
  'Types have no subscripts': ({ ours }) => ours === "TypeError: 'type' object is not subscriptable",
  'Work is bounded': ({ ours }) => ours.startsWith('LimitError: '),
};
