import fc from 'fast-check';
import { KEYS } from './payload-arbitrary.ts';

type Text = fc.Arbitrary<string>;
type Kind = 'int' | 'float' | 'str' | 'bool' | 'list' | 'tuple' | 'dict' | 'set' | 'any';
type Tie = (kind: Kind) => Text;

const INTS = [
  '0',
  '1',
  '2',
  '3',
  '-1',
  '-7',
  '10',
  'True',
  'False',
  '10**20',
  '-(2**63)',
  '9007199254740993',
  '0x1F',
  '1_000',
];
const FLOATS = [
  '0.0',
  '-0.0',
  '0.1',
  '0.5',
  '1.5',
  '2.5',
  '-3.7',
  '1e16',
  '1e-7',
  '1e22',
  '1.',
  '.5',
  "float('inf')",
  "float('-inf')",
  '123456.789',
  '1e300',
];
const STRS = [
  "''",
  "'a'",
  "'abc'",
  "'Hello World'",
  "'42'",
  "' x '",
  "'a,b,,c'",
  "'ß'",
  "'\\u00e9\\U0001F600'",
  "'\\t\\n'",
  "r'\\d'",
  "'it\\'s'",
  "'ABC'",
  "'-1.5'",
  "'%s'",
  "'aXbX'",
];
const SPECS = [
  '',
  'd',
  '5d',
  '05d',
  '>8',
  '<8',
  '^9',
  '*^9',
  '=8',
  '.2f',
  '+.3f',
  ',',
  '_',
  '.3e',
  'g',
  '.4g',
  '%',
  '.1%',
  'x',
  '#x',
  'b',
  'o',
  'c',
  's',
  '.2',
  '10.3f',
  '+d',
  ' d',
  'n',
  'E',
  'G',
  '#b',
  '08.3f',
  '>5s',
  'z',
  '1000',
];
const PERCENTS = ['%s', '%d', '%r', '%5.2f', '%x', '%05d', '%-5s|', '%%', '%e', '%g', '%i', '%c', '%+d'];

function small(arbitraries: readonly Text[]): Text {
  return fc.oneof({ depthSize: 'small', withCrossShrink: true }, ...arbitraries);
}

function join(parts: readonly (string | Text)[]): Text {
  return fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((all) => all.join(''));
}

/** `call('len', list)` is `len(…)`. */
function call(name: string, ...args: readonly Text[]): Text {
  return join([`${name}(`, ...args.flatMap((arg, index) => (index === 0 ? [arg] : [', ', arg])), ')']);
}

function method(self: Text, name: string, ...args: readonly Text[]): Text {
  return join(['(', self, ').', call(name, ...args)]);
}

function infix(left: Text, operators: readonly string[], right: Text): Text {
  return join(['(', left, ' ', fc.constantFrom(...operators), ' ', right, ')']);
}

function ints(tie: Tie): Text[] {
  const [int, str, list] = [tie('int'), tie('str'), tie('list')];
  return [
    infix(int, ['+', '-', '*', '//', '%', '&', '|', '^'], int),
    infix(int, ['<<', '>>', '**'], fc.constantFrom('0', '1', '2', '5', '65', '-1')),
    join([fc.constantFrom('-', '+', '~'), int]),
    call('len', fc.oneof(str, list, tie('dict'), tie('set'), tie('tuple'))),
    call('abs', int),
    call('sum', list),
    call('int', fc.oneof(tie('float'), str, int)),
    call('int', str, fc.constantFrom('2', '8', '10', '16', '0', '36', '37')),
    call('round', tie('float')),
    call('round', int, few),
    call('min', int, int),
    call('max', list),
    call('ord', str),
    method(str, 'find', str),
    method(str, 'count', str),
    method(str, 'index', str),
    method(list, 'count', tie('any')),
    method(list, 'index', tie('any')),
    method(int, 'bit_length'),
  ];
}

function floats(tie: Tie): Text[] {
  const [int, float] = [tie('int'), tie('float')];
  return [
    infix(float, ['+', '-', '*', '/', '//', '%', '**'], fc.oneof(float, int)),
    infix(int, ['/'], int),
    call('float', fc.oneof(int, tie('str'))),
    call('round', float, few),
    call('abs', float),
    call('min', float, int),
    call('sum', tie('list'), float),
  ];
}

function strs(tie: Tie): Text[] {
  const [int, str, any] = [tie('int'), tie('str'), tie('any')];
  const plain = [
    'upper',
    'lower',
    'title',
    'capitalize',
    'swapcase',
    'casefold',
    'strip',
    'lstrip',
    'rstrip',
    'expandtabs',
  ];
  const withText = ['strip', 'lstrip', 'rstrip', 'removeprefix', 'removesuffix'];
  return [
    infix(str, ['+'], str),
    infix(str, ['*'], few),
    join(['(', str, ')[', few, ']']),
    join(['(', str, ')[', few, ':', few, ']']),
    join(['(', str, ')[', few, ':', few, ':', few, ']']),
    ...plain.map((name) => method(str, name)),
    ...withText.map((name) => method(str, name, str)),
    method(str, 'replace', str, str),
    method(str, 'replace', str, str, few),
    ...['center', 'ljust', 'rjust', 'zfill'].map((name) => method(str, name, few)),
    method(str, 'center', few, str),
    method(str, 'join', tie('list')),
    call('str', tie('any')),
    call('repr', any),
    call('chr', int),
    ...['hex', 'bin', 'oct'].map((name) => call(name, int)),
    join(["f'{", fieldOf(any), ':', fc.constantFrom(...SPECS), "}'"]),
    join(["f'<{", fieldOf(any), fc.constantFrom('!r', '!s', '!a', '', '='), "}>'"]),
    join(["f'{", fieldOf(tie('float')), ':', fc.constantFrom(...SPECS), "}'"]),
    join(["f'{", fieldOf(int), ':{', fieldOf(few), "}}'"]),
    join(["'", fc.constantFrom(...PERCENTS), "' % (", any, ',)']),
    join(["'", fc.constantFrom(...PERCENTS), "' % ", int]),
    call('format', any, fc.constantFrom(...SPECS.map((spec) => `'${spec}'`))),
    join(["'{} {0!r:>5} {x[0]} {:.2f}'.format(", any, ', ', any, ')']),
    join(["'{:", fc.constantFrom(...SPECS), "}'.format(", any, ')']),
  ];
}

/** Before Python 3.12 a field holds neither the quotes around it nor a backslash. */
function fieldOf(value: Text): Text {
  return value.filter((text) => !/['\\#{}:!=]/.test(text)).map((text) => `(${text})`);
}

function bools(tie: Tie): Text[] {
  const [int, str, any, list] = [tie('int'), tie('str'), tie('any'), tie('list')];
  const tests = [
    'isalpha',
    'isdigit',
    'isalnum',
    'isspace',
    'isupper',
    'islower',
    'istitle',
    'isnumeric',
    'isdecimal',
    'isidentifier',
    'isascii',
    'isprintable',
  ];
  return [
    infix(any, ['==', '!='], any),
    infix(any, ['<', '<=', '>', '>='], any),
    infix(fc.oneof(int, tie('float')), ['<', '<=', '>', '>=', '==', '!='], fc.oneof(int, tie('float'))),
    infix(str, ['<', '<=', '==', '>', 'in', 'not in'], str),
    infix(list, ['<', '<=', '==', '!='], list),
    infix(tie('tuple'), ['<', '<=', '==', '!='], tie('tuple')),
    infix(tie('set'), ['<', '<=', '==', '!=', '>='], tie('set')),
    infix(any, ['in', 'not in'], fc.oneof(list, tie('dict'), tie('tuple'), tie('set'))),
    join(['(', int, ' < ', int, ' <= ', tie('float'), ')']),
    join(['(', any, fc.constantFrom(' is ', ' is not '), 'None)']),
    join(['(not ', any, ')']),
    infix(any, ['and', 'or'], any),
    call('bool', any),
    call('any', list),
    call('all', list),
    call('isinstance', any, fc.constantFrom('int', 'str', '(float, dict)', 'bool', 'list', 'set', '5')),
    method(str, 'startswith', fc.oneof(str, tie('tuple'))),
    method(str, 'endswith', str),
    ...tests.map((name) => method(str, name)),
    method(tie('float'), 'is_integer'),
  ];
}

function lists(tie: Tie): Text[] {
  const [int, str, any, list] = [tie('int'), tie('str'), tie('any'), tie('list')];
  const ordered = fc.oneof(list, tie('tuple'), tie('dict'), str);
  return [
    join(['[', any, ', ', any, ']']),
    join(['[*', ordered, ', ', any, ']']),
    infix(list, ['+'], list),
    infix(list, ['*'], few),
    join(['(', list, ')[', few, ':', few, ']']),
    join(['(', list, ')[', few, ':', few, ':', few, ']']),
    call('sorted', fc.oneof(list, tie('set'), tie('dict'), str)),
    join(['sorted(', list, ', key=', fc.constantFrom('len', 'str', 'abs', 'str.lower', 'None', 'repr'), ')']),
    join(['sorted(', list, ', reverse=', tie('bool'), ')']),
    call('list', fc.oneof(ordered, join(['range(', few, ', ', few, ')']))),
    call('list', call('range', few, few, few)),
    call('list', call('reversed', list)),
    call('list', call('enumerate', list)),
    call('list', call('zip', list, ordered)),
    call('list', call('map', fc.constantFrom('str', 'len', 'int', 'bool', 'str.upper'), list)),
    call('list', call('filter', fc.constantFrom('None', 'bool', 'len'), list)),
    ...['keys', 'values', 'items'].map((name) => call('list', method(tie('dict'), name))),
    join(['[x for x in ', ordered, ']']),
    join([
      '[',
      fc.constantFrom('x * 2', '(x, y)', 'f"{x}{y}"', 'x == y'),
      ' for x in ',
      list,
      ' for y in ',
      ordered,
      ']',
    ]),
    join(['[x for x in ', list, ' if ', tie('bool'), ']']),
    join(['[y for x in ', list, ' if x for y in ', ordered, ' if y != x]']),
    join(['[k for k, v in (', tie('dict'), ').items() if v]']),
    join(['list(x for x in ', list, ' if x is not None)']),
    method(str, 'split'),
    method(str, 'split', str),
    method(str, 'split', str, few),
    method(str, 'rsplit', str, few),
    method(str, 'splitlines'),
    method(list, 'copy'),
    call('list', int),
  ];
}

function tuples(tie: Tie): Text[] {
  const [str, any] = [tie('str'), tie('any')];
  return [
    join(['(', any, ', ', any, ')']),
    call('tuple', tie('list')),
    method(str, 'partition', str),
    method(str, 'rpartition', str),
    call('divmod', tie('int'), tie('int')),
    call('divmod', tie('float'), tie('int')),
    infix(tie('tuple'), ['+'], tie('tuple')),
    join(['(', tie('tuple'), ')[', few, ':', few, ']']),
    method(tie('float'), 'as_integer_ratio'),
  ];
}

function dicts(tie: Tie): Text[] {
  const [any, dict] = [tie('any'), tie('dict')];
  return [
    join(['{', any, ': ', any, ', ', tie('str'), ': ', any, '}']),
    join(['{**', dict, ', ', tie('str'), ': ', any, '}']),
    infix(dict, ['|'], dict),
    join(['{k: v for k, v in (', dict, ').items() if v}']),
    join(['{str(x): x for x in ', tie('list'), '}']),
    join(['{x: i for i, x in enumerate(', tie('list'), ')}']),
    call('dict', dict),
    call('dict', call('zip', tie('list'), tie('list'))),
    join(['dict(a=', any, ')']),
    method(dict, 'copy'),
  ];
}

function sets(tie: Tie): Text[] {
  const [any, set] = [tie('any'), tie('set')];
  return [
    join(['{', any, ', ', any, '}']),
    call('set', fc.oneof(tie('list'), tie('str'))),
    infix(set, ['|', '&', '-', '^'], set),
    join(['{x for x in ', tie('list'), '}']),
    ...['union', 'intersection', 'difference', 'symmetric_difference'].map((name) => method(set, name, set)),
  ];
}

/** Sets stay out: what is made of their order is CPython's own affair. */
function anything(tie: Tie): Text[] {
  const any = tie('any');
  const kinds = (['int', 'float', 'str', 'bool', 'list', 'tuple', 'dict'] as const).map(tie);
  const wild = ['abs', 'sum', 'max', 'min', 'sorted', 'round', 'int', 'float', 'list', 'tuple', 'ord', 'chr', 'len'];
  const methods = ['upper()', 'get("a")', 'count(1)', 'keys()', 'strip()', 'index(0)', 'copy()', 'bit_length()'];
  return [
    ...kinds,
    ...kinds,
    join(['(', any, ' if ', tie('bool'), ' else ', any, ')']),
    join(['(', tie('dict'), ').get(', tie('str'), ', ', any, ')']),
    join(['max(', tie('list'), ', default=', any, ')']),
    join(['min(', tie('list'), ', key=', fc.constantFrom('str', 'repr'), ', default=0)']),
    join(['next(iter(', tie('list'), '), ', any, ')']),
    call('pow', tie('int'), fc.constantFrom('0', '1', '2', '30', '-1'), tie('int')),
    join(['type(', any, ') == type(', any, ')']),
    // What is most likely an error: its kind must be Python's as well.
    fc.oneof(
      infix(any, ['+', '-', '*', '/', '//', '%', '<', '==', '&', '|'], any),
      join(['(', any, ')[', fc.oneof(few, key, any), ']']),
      join(['(', any, ').', fc.constantFrom(...methods)]),
      ...wild.map((name) => call(name, any)),
    ),
  ];
}

const few = fc.constantFrom('0', '1', '2', '3', '-1', '-2', 'None', '7');
const key = fc.constantFrom(...KEYS.map((name) => `'${name}'`), "'missing'", '0', '1', '-1');
const payloads: Text = fc.oneof(
  { weight: 4, arbitrary: join(['event_data.get(', key, ', ', few, ')']) },
  { weight: 2, arbitrary: join(['event_data.get(', key, ')']) },
  join(['event_data[', key, ']']),
  join(['event_data.get(', key, ', {}).get(', key, ', 0)']),
);

/** Expressions as their source: mostly with values of the kinds that operators and methods want, sometimes with others. */
export const expression: Text = fc.letrec<Record<Kind, string>>((tie) => {
  const kind = (name: Kind): Text => tie(name) as Text;
  return {
    int: small([fc.constantFrom(...INTS, 'version', 'position'), ...ints(kind)]),
    float: small([fc.constantFrom(...FLOATS), ...floats(kind)]),
    str: small([fc.constantFrom(...STRS, 'event_type', 'aggregate_id'), ...strs(kind)]),
    bool: small([fc.constantFrom('True', 'False'), ...bools(kind)]),
    list: small([fc.constantFrom('[]', '[1, 2, 3]', "['b', 'a']", '[0.5, 1]', '[[1], []]'), ...lists(kind)]),
    tuple: small([fc.constantFrom('()', '(1,)', "(1, 'a')"), ...tuples(kind)]),
    dict: small([fc.constantFrom('{}', 'event_data', 'metadata', 'state', "{'a': 1, 2: 'b'}"), ...dicts(kind)]),
    set: small([fc.constantFrom('set()', '{1, 2}', "{'a', 'b'}"), ...sets(kind)]),
    any: small([payloads, ...anything(kind)]),
  };
}).any;
