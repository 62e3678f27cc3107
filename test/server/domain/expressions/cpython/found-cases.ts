/** Disagreements that the generator found, each at its smallest, since mended. */
export const FOUND_CASES = String.raw`
round(-0.0, 2)
0 / -(2**63)
sum([], None)
sum([1], None)
'a\tb'.expandtabs(None)
list(enumerate([1], None))
range(1, 2, None)
divmod(-0.0, -7)
-0.0 // -7
0.0 // -7
sorted([], reverse=None)
0.0 ** float('-inf')
0 ** -1
round(0.0 % -3.7, 2)
round(-3.7, -2)
'%c' % ('',)
'%c' % 'ab'
'%%' % [1]
'%s' % [1, 2]
'%%' % range(3)
'%%' % 1
{[1]: 1 / 0}
{[1]: event_data['missing']}
'{:_}'.format('a')
'{:,}'.format('a')
'{:+}'.format('a')
'{: }'.format('a')
'{:#}'.format('a')
'{:z}'.format('a')
'{:z.1f}'.format(-0.01)
'{:z}'.format(-0.0)
'{:z}'.format(1e300)
'{:zd}'.format(1)
'{:,n}'.format(1)
'{:_x}'.format(123456789)
'{:,x}'.format(1)
f'{1.:.2f}'
f'{(1.)!r}'
f'{5:=8}'
f'{-5:=+8}'
f'{-5:0=8}'
1.
1. + 2
[1., 2.][0]
1.e3
({}).index(0)
({'a': 1}).upper()
event_data.upper()
'{} {0}'.format(1)
'{0} {}'.format(1)
'{0!r:>8} {a[0]} {b.days}'.format('x', a=[1], b=timedelta(2))
'{x[k]}'.format(x={'k': 1})
'{0.year}'.format(timestamp)
'{:{}}'.format(5, 10)
'{:{w}.{p}f}'.format(3.14159, w=10, p=2)
'{'.format()
'}'.format()
'{{}}'.format()
'{!x}'.format(1)
'{!}'.format(1)
'{a}'.format()
'{2}'.format(1)
list(map(str, [1, 2]))
list(map(int, ['1', '2'], [10, 16]))
list(filter(None, [0, 1, '', 'a']))
list(filter(str.isdigit, ['1', 'a']))
list(reversed([1, 2, 3]))
list(reversed('abc'))
reversed({1, 2})
reversed(5)
next(iter([]))
next(iter([]), 5)
next([1])
divmod(7, -2)
divmod(-7.5, 2)
divmod(1, 0)
divmod(1.0, 0)
divmod('a', 1)
pow(2, 10)
pow(2, -1)
pow(2, 10, 1000)
pow(-7, 3, 5)
pow(3, -1, 7)
pow(2, -1, 4)
pow(2, 3, 0)
pow(2.0, 3, 5)
pow(2, 3, -5)
ord('a'), ord('ß'), chr(97), chr(0x1F600)
ord('ab')
ord(1)
chr(-1)
chr(1114112)
chr('a')
hex(255), hex(-255), oct(8), bin(5), bin(-5)
hex(1.5)
ascii('aß')
format(3.14159, '.2f')
format('a', '>5')
format(1, 2)
sorted(['b', 'A'], key=str.lower)
sorted(['bb', 'a'], key=len)
max(['bb', 'a'], key=len)
min([], default=None)
sum([], None)
round(-0.0, 7)
abs(-0.0)
-(2**63) / 9007199254740991
(2**64 + 1) / -(2**11)
-0.0 // -(2**63)
bool.as_integer_ratio(9007199254740993)
(True).bit_count(1)
int.bit_length(True)
sorted([True, -7], key=int.bit_length)
sorted([1, 2], reverse=10**20)
[1, 2][10**18]
[1, 2][10**19]
(1, 2).index(1, None)
[1, 2].index(2, 0, 1.5)
{*[1, []], 1 / 0}
{1 / 0, []}
{[]: 1, **event_data['missing']}
{**{'a': 1}, []: event_data['missing']}
dict(a=1, **{'a': 2})
(5).get(event_data['missing'])
'ǅ'.title()
'ǆx ǅx'.title()
'ß ŉ'.capitalize()
'ნინო'.title()
'ıİẞς'.casefold()
'Ꭰꭰ'.casefold()
'Ⅷⓐ'.swapcase()
'ªa'.isupper()
'Ⅷ'.isupper()
'ⓐ'.islower()
'Ⓐⓑ'.istitle()
'五〇'.isnumeric()
'፩'.isdigit()
'a\r\nb'.splitlines(None)
'a\r\nb'.splitlines(10**20)
'a\tb'.expandtabs(10**20)
'line\r\nnext\x0b'.split(None, 1)
' x '.split(None, 0)
' x '.rsplit(None, 0)
' a b '.rsplit(None, 1)
'%*d' % (5, 3)
'%-*d|' % (5, 3)
'%*d|' % (-5, 3)
'%.*f' % (2, 3.14159)
'%*d' % 5
'%*d' % ('a', 5)
'%.3d' % -2
'%+.3d' % 2
'%#.3x' % 10
'%05.3d' % 7
'%a' % 'ß'
'%d' % float('-inf')
'%5d' % float('nan')
'%d' % -1e22
any(next(iter([])) for x in [1])
[next(iter([])) for x in [1]]
sorted([1.5], key=len, reverse=10**20)
set().issuperset([1, []])
{1}.issuperset([1, []])
{1}.isdisjoint([1, []])
{1}.isdisjoint([2, []])
{1}.issubset([1, []])
int(1.5, 1)
int(x=5)
int(base=5)
int(1, b=2)
str(object=5)
round(number=1.5)
round(1.5, ndigits=0)
sum([1], start=2)
sum(iterable=[1])
enumerate(1, start=2)
sorted(iterable=[1])
sorted()
float(x=1)
bool(x=1)
list(iterable=[1])
pow(base=2, exp=3)
9007199254740991 ** -1
[x ** 2 for x in (0.1, 1.1, 2.3, -3.7, 1e-200)]
(-0.0) ** 0.5
float('inf') ** 0.5
5e-324 in range(-1, 3)
1.0 in range(3)
10**20 in range(3)
'%.2s' % '\U0001F600bc'
'%(a)s %(b)5d' % {'a': None, 'b': 3}
'%c%c' % ('a', 98)
'abc' % [1]
'abc' % {}
'abc' % 'd'
'{} {:>{}} {{}}'.format('a', 1, 3)
'{0:{1}{2}}'.format(1, '>', 5)
'{:{:{}}}'.format(1, 2, 3)
format('abc', '08')
format('abc', '0=8')
format('abc', '=8')
format(True, 's')
format(1, 'z')
format(1, ',_')
format(1.5, '5.')
f'{1.e3}'
f'{(1.e3):>{10}.{1}f}'
'a'[5:1:0]
`;
