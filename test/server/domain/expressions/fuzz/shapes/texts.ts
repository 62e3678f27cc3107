import fc from 'fast-check';
import { call, few, infix, join, method, oneOf, type Text, type Tie, words } from './shape.ts';

export const STRS = [
  "'''a\nb'''",
  ...String.raw`
''
'a'
'abc'
'Hello World'
'42'
' x '
'a,b,,c'
'ß'
'İı'
'ǅ'
'\u00e9\U0001F600'
'e\u0301'
'\ud83d'
'\t\n'
r'\d'
'it\'s'
"it's \"quoted\""
'ABC'
'-1.5'
'%s'
'aXbX'
'line\r\nnext\x0b'
'a' "b"
'\x00\x7f\xa0'
'²½'
event_type
aggregate_id`
    .trim()
    .split('\n'),
];

const SPECS = [
  ...'d 5d 05d >8 <8 ^9 *^9 =8 0=8 .2f +.3f , _ .3e g .4g % .1% x #x b o c s .2 10.3f +d n E G #b #o X'.split(' '),
  ...'08.3f >5s z z.1f 1000 , ,d _d _x ,.2f 010,d +,.2f #.3g .0f .0e 012.4e 😀>6 {<5 .3s 5.1 -5 e, ,_ .f 5.'.split(' '),
  '',
  ' d',
  ' >6',
];
const PERCENTS = '%s %d %r %a %5.2f %x %#x %05d %-5s| %% %e %g %i %c %+d %.3d %6.2e %#o %X %G %.2s %*d %y %'.split(' ');
const PLAIN = 'upper lower title capitalize swapcase casefold strip lstrip rstrip expandtabs'.split(' ');

export function strs(tie: Tie): Text[] {
  const [int, str, any, float] = [tie('int'), tie('str'), tie('any'), tie('float')];
  return [
    infix(str, '+', str),
    infix(str, '*', few),
    join(['(', str, ')[', few, ']']),
    join(['(', str, ')[', few, ':', few, ']']),
    join(['(', str, ')[', few, ':', few, ':', few, ']']),
    ...PLAIN.map((name) => method(str, name)),
    method(str, words('strip lstrip rstrip removeprefix removesuffix'), str),
    method(str, 'replace', str, str),
    method(str, 'replace', str, str, few),
    method(str, words('center ljust rjust zfill'), few),
    method(str, words('center ljust rjust'), few, str),
    method(str, 'expandtabs', few),
    method(str, 'join', fc.oneof(textsOf(tie), tie('list'))),
    call('str', any),
    call(words('repr ascii'), any),
    call('chr', int),
    call(words('hex bin oct'), int),
    call(words('min max'), str, str),
    ...formats(int, float, any),
  ];
}

/** f-strings, `format` in its three spellings, and `%`. */
function formats(int: Text, float: Text, any: Text): Text[] {
  const [spec, number] = [oneOf(SPECS), fc.oneof(int, float)];
  const simple = oneOf(SPECS.filter((text) => !text.includes('{')));
  return [
    join(["f'{", fieldOf(any), ':', simple, "}'"]),
    join(["f'<{", fieldOf(any), oneOf(['!r', '!s', '!a', '', '=', '=!s', ' = ']), "}>'"]),
    join(["f'{{{", fieldOf(any), words('!r !s !a'), ":>7}}}'"]),
    join(["f'{", fieldOf(number), ':', simple, "}'"]),
    join(["f'{", fieldOf(number), ':{', fieldOf(few), "}}'"]),
    join(["f'{", fieldOf(number), ':>{', fieldOf(few), '}.{', fieldOf(few), "}f}'"]),
    join(["'", oneOf(PERCENTS), "' % (", any, ',)']),
    join(["'", oneOf(PERCENTS), oneOf(PERCENTS), "' % (", number, ', ', any, ')']),
    join(["'", oneOf(PERCENTS), "' % ", number]),
    join(["'%(a)s %(b)5d' % {'a': ", any, ", 'b': ", number, '}']),
    call('format', any, spec.map(quoted)),
    call('format', number, spec.map(quoted)),
    join(["'{0} {0!r:>5} {x[0]} {1:.2f}'.format(", any, ', ', number, ', x=', any, ')']),
    join(["'{} {:>{}} {{}}'.format(", any, ', ', number, ', ', few, ')']),
    join(["'{:", simple, "}'.format(", number, ')']),
    join(["'", words('{} {0} {a} {0[a]} {0.b} {!x} { } {:{}} {0[1]} {0}{}'), "'.format(", any, ', a=', any, ')']),
  ];
}

/** Before Python 3.12 a field holds neither the quotes around it nor a backslash. */
export function fieldOf(value: Text): Text {
  return value.map((text) => (/['\\#{}\n]/.test(text) ? '(version)' : `(${text})`));
}

function quoted(text: string): string {
  return `'${text}'`;
}

/** A list of texts. */
export function textsOf(tie: Tie): Text {
  const str = tie('str');
  return fc.oneof(
    join(['[', str, ', ', str, ']']),
    join(['(', str, ', ', str, ', ', str, ')']),
    join(['[x + x for x in ', str, ']']),
    method(str, 'split'),
  );
}
