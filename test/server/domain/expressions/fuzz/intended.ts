interface Case {
  readonly source: string;
  readonly ours: string;
  readonly pythons: string;
}
export const INTENDED: Readonly<Record<string, (found: Case) => boolean>> = {
  'Mistakes are found before anything runs': ({ ours }) => /^AttributeError: /.test(ours),
  attributes: ({ pythons }) =>
    /'dict' object has no attribute '(reward|status|nested|tags|count|missing|event_data)/.test(pythons),
  complex: ({ ours }) => ours.startsWith('ValueError: a negative number raised'),
  times: ({ pythons }) =>
    /^TypeError: .* not supported between instances of '(datetime.datetime' and 'str|str' and 'datetime.datetime)'/.test(
      pythons,
    ),
  generic: ({ ours }) => ours === "TypeError: 'type' object is not subscriptable",
  huge: ({ ours, source }) => ours.startsWith('LimitError: the integer would') && source.includes('**'),
};
