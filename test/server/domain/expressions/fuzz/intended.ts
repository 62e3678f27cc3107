interface Case {
  readonly source: string;
  readonly ours: string;
  readonly pythons: string;
}

/** Where generated answers are meant to differ from CPython's, by the name that docs/expressions.md gives the difference. */
export const INTENDED: Readonly<Record<string, (found: Case) => boolean>> = {
  'Mistakes are found before anything runs': ({ source, ours }) => {
    const name = /^AttributeError: .* has no attribute '(\w+)'/.exec(ours)?.[1];
    return name !== undefined && source.includes(`).${name}`);
  },
  'A field of a dict can be read as an attribute': ({ ours, pythons }) =>
    pythons.startsWith("AttributeError: 'dict' object has no attribute ") && !ours.startsWith('AttributeError'),
  'A text beside a time is read as ISO 8601': ({ source, ours, pythons }) =>
    /^TypeError: .* not supported between instances of '(datetime.datetime' and 'str|str' and 'datetime.datetime)'/.test(
      pythons,
    ) ||
    (/isoformat|%Y|str\(/.test(source) && /time/.test(source) && !/^\w+Error/.test(ours + pythons)),
  'There are no complex numbers': ({ ours }) => ours.includes(' is complex: '),
  'Powers of floats can differ in their last digit': ({ source, ours, pythons }) =>
    /\*\*|pow/.test(source) && areClose(ours, pythons),
  'Types have no subscripts': ({ ours }) =>
    /^TypeError: (type '.*'|'type' object) is not subscriptable$|^TypeError: .* for \|: .*'type'/.test(ours),
  'Half a surrogate pair': ({ source }) => source.includes('\\ud83d'),
  // What is bounded is the size of what Python makes, be it only on the way to something small or to an error.
  'Work is bounded': ({ source, ours, pythons }) =>
    ours.startsWith('LimitError: ') && (pythons.length > 1_000 || /^\w+Error/.test(pythons) || /\*\*|<</.test(source)),
};

const FLOATS = /\d+(?:\.\d+)?(?:e[+-]\d+)?/g;

/** The same but for the last digit or two of floats. */
function areClose(ours: string, pythons: string): boolean {
  const [our, their] = [ours.match(FLOATS) ?? [], pythons.match(FLOATS) ?? []].map((all) => all.map(Number));
  if (ours.replace(FLOATS, '') !== pythons.replace(FLOATS, '') || our!.length !== their!.length) return false;
  return our!.every((number, index) => Math.abs(number - their![index]!) <= Math.abs(number) * 2 ** -51);
}
