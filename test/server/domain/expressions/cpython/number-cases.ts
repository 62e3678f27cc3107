/** Numbers: literals, arithmetic, bits, division, powers, rounding. */
export const NUMBER_CASES = String.raw`
0
1_000_000
0x1F
0o17
0b101
9007199254740993
123456789012345678901234567890
-9007199254740992
1.0
1e16
1e15
1e-5
0.0001
1e22
1.5e300
.5
1e400
-1e400
0.1 + 0.2
1 + 1.0
1 + True
True + True
-True
+True
~True
~5
-0.0
0 * -1
0.0 * -1
-(0)
9007199254740991 + 1
9007199254740992 + 1
9007199254740993 - 2
9007199254740992 - 1
3000000000 * 4000000000
123456789 * 987654321
2 ** 10
2 ** 100
2 ** -1
2 ** 0.5
(-2) ** 3
-2 ** 2
2 ** 3 ** 2
2 ** -2 ** 2
0 ** 0
0.0 ** 0
(-1) ** 100000000000
(-1) ** 100000000001
1 ** 10000000000000
1.0 ** float('nan')
(-1.0) ** float('inf')
10.0 ** 400
0 ** -1
0.0 ** -1
7 // 2
-7 // 2
7 // -2
-7 // -2
7.0 // 2
-7.5 // 2
7 // 2.5
1e300 // 1e-10
0.3 // 0.1
-0.0 // 1
7 % 3
-7 % 3
7 % -3
7.5 % 2
-7.5 % 2
7.5 % -2
-6 % 3.0
6 % -3.0
5 % float('inf')
-5 % float('inf')
5 // float('inf')
-5 // float('inf')
10**20 // 3
-10**20 // 3
-10**20 % 7
10**20 % -7
1 / 2
4 / 2
-0 / 5
0 / -5
0.0 / -5
1 / 3
10**30 / 10**10
10**400 / 10**399
(10**17 + 1) / 3
2**60 / 3
-2**60 / 3
1 / 10**30
10**400 / 3
10**400 * 1.0
1 / 0
1.0 / 0
1 // 0
1.0 // 0
1 % 0
1.0 % 0
5 & 3
5 | 3
5 ^ 3
-5 & 3
-5 | 3
1 << 40
1 << 100
-1 << 3
-8 >> 1
-9 >> 1
1 >> 1000
1 << -1
True & False
True | False
True ^ True
True & 1
1.5 & 2
1 << 2.0
abs(-5)
abs(-5.5)
abs(True)
abs(-2**70)
abs(-0.0)
abs('x')
round(2.5)
round(3.5)
round(-2.5)
round(0.5)
round(2.675, 2)
round(0.125, 2)
round(0.375, 2)
round(1.005, 2)
round(5)
round(1234, -2)
round(1250, -2)
round(1350, -2)
round(-1250, -2)
round(1250.0, -2)
round(1e22)
round(1.23456789, 4)
round(0.1, 30)
round(-0.4)
round(-0.4, 0)
round(123.456, -5)
round(True)
round(2.5, None)
round(number=2.567, ndigits=1)
round('x')
round(1.5, 1.5)
round(float('nan'))
round(float('inf'))
round(float('nan'), 2)
round(5, -400)
round(10**20 + 5, -1)
int(3.99)
int(-3.99)
int(1e20)
int('42')
int('  -42\n')
int('1_000')
int('0x1f', 16)
int('1f', 16)
int('0b11', 0)
int('z', 36)
int()
int(True)
int('')
int('1__0')
int('_1')
int('4.5')
int('010', 0)
int('12', 2)
int(None)
int([])
int(1, 2)
int('1', 99)
int(float('nan'))
int(float('inf'))
float('1.5')
float('  1e3 ')
float('1_0.5')
float('inf')
float('-Infinity')
float('nan')
float('.5')
float('5.')
float('')
float('abc')
float('1e')
float(None)
float(2**70)
float(10**400)
float()
float(True)
bool('')
bool('x')
bool([0])
bool(0.0)
bool()
(5).bit_length()
(255).bit_count()
(1.0).is_integer()
(1.5).is_integer()
(0.75).as_integer_ratio()
(1e20).as_integer_ratio()
(3).conjugate()
sum([1, 2, 3])
sum([0.5, 0.25])
sum([])
sum([1, 2], 10)
sum([[1], [2]], [])
sum((1, 2), start=5)
sum(['a'])
sum(['a'], '')
sum(5)
sum([1, None])
min(3, 1, 2)
max([3, 1, 2])
min('hello')
max(1, 1.0)
max(1.0, 1)
min(True, 1)
min([])
max([], default=0)
min(5)
max('a', 1)
max()
max([[1, 2], [1, 3]])
max(['aa', 'b'], key=len)
min(['aa', 'b'], key=len)
max(1, 2, default=3)
1 + 'a'
1 + None
1 - 'a'
'a' - 'b'
1 * None
None / 2
[] // 2
{} % 2
2 ** 'a'
-'a'
+[]
~1.5
1 & 'a'
'%d' + 1
`;
