/** Disagreements that the generator found, each at its smallest, since mended. */
export const FOUND_CASES = `
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
`;
