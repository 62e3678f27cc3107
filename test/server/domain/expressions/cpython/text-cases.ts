/** Texts: literals, repr, methods. */
export const TEXT_CASES = String.raw`
'it\'s'
"it's"
'say "hi"'
'it\'s "both"'
'a' 'b' "c"
'''triple 'quoted' text'''
r'\n\d'
u'x'
'\n\t\r\\'
'\x41\u00e9\U0001F600'
'\101\0'
'\q'
'\x00\x1f\x7f\x80\xa0\xad'
'é😀中'
'\ud800'
'\u2028\u200b\ufeff'
'\a\b\f\v'
str('a')
str(1.0)
str(1e16)
str(123456789012345680.0)
str(1e-7)
str(0.1)
str(None)
str(True)
str([1, 'a', None, True, 1.5])
str({'a': [1, {'b': ()}]})
str((1,))
str(())
str({1})
str(set())
str({})
str(float('inf'))
str(-float('inf'))
str(float('nan'))
str(int)
str(range(3))
str(range(1, 10, 2))
str()
str(2**70)
str(len)
str({'a': 1}.keys())
str({'a': 1}.values())
str({'a': 1}.items())
repr('a\nb')
repr("it's")
repr(event_data['tags'])
repr(1.0)
repr(1)
repr({'k': 'v'})
repr()
len('abc')
len('')
len('😀é')
len([1, 2])
len({'a': 1})
len((1,))
len({1, 2})
len(range(10))
len(5)
len(None)
len()
len([], [])
'abc'[0]
'abc'[-1]
'a😀b'[1]
'a😀b'[2]
'abc'[3]
'abc'[-4]
'abc'['a']
'abc'[1.0]
'abc'[True]
'abc'[1:]
'abc'[:-1]
'abc'[::-1]
'abcdef'[1:5:2]
'abcdef'[5:1:-2]
'abcdef'[-100:100]
'abc'[3:1]
'a😀b'[::-1]
'a😀b'[1:2]
'abc'[::0]
'abc'['a':]
'abc' + 'def'
'ab' * 3
3 * 'ab'
'ab' * 0
'ab' * -1
'ab' * True
'a' * 1.5
'a' * 'b'
'a' + 1
'a' + None
'Hello World'.upper()
'Hello World'.lower()
'straße'.upper()
'Straße'.casefold()
'hello world'.title()
"they're bill's".title()
'hELLO'.capitalize()
'ßa'.capitalize()
'Hello'.swapcase()
'ΑΣ'.lower()
'HELLO'.isupper()
'HELLO1'.isupper()
'1'.isupper()
'hello'.islower()
'Hello World'.istitle()
'Hello world'.istitle()
'abc'.isalpha()
'abc1'.isalpha()
''.isalpha()
'é'.isalpha()
'123'.isdigit()
'²'.isdigit()
'²'.isdecimal()
'½'.isnumeric()
'½'.isdigit()
'a1'.isalnum()
'a 1'.isalnum()
' \t\n'.isspace()
''.isspace()
'\xa0\u3000'.isspace()
'a_1'.isidentifier()
'1a'.isidentifier()
'abc\n'.isprintable()
'abc é'.isprintable()
''.isprintable()
'é'.isascii()
''.isascii()
'  x  '.strip()
'xxaxx'.strip('x')
'abcba'.strip('ab')
'  x  '.lstrip()
'  x  '.rstrip()
'\u3000x\xa0'.strip()
'xx'.strip('')
'x'.strip(None)
'x'.strip(1)
'x'.strip('a', 'b')
'a,b,c'.split(',')
'a,b,c'.split(',', 1)
'a,b,c'.split(',', maxsplit=1)
'a,b,c'.split(sep=',')
' a  b c '.split()
' a  b c '.split(None, 1)
' a  b c '.split(maxsplit=0)
' a  b c '.rsplit(None, 1)
' a  b c '.rsplit(maxsplit=0)
'a,b,c'.rsplit(',', 1)
''.split()
''.split(',')
'abc'.split('')
'abc'.split(1)
'a b'.split(' ', 1, 2)
'a b'.split(foo=1)
'a\nb\r\nc\n'.splitlines()
'a\nb\r\nc'.splitlines(True)
'a\nb'.splitlines(keepends=True)
''.splitlines()
'a\x0bb\x85c\u2028d'.splitlines()
','.join(['a', 'b'])
','.join('abc')
','.join([])
','.join(('x',))
','.join({'a': 1, 'b': 2})
','.join([1])
','.join(['a', None])
','.join(5)
','.join()
'a-b-c'.partition('-')
'a-b-c'.rpartition('-')
'abc'.partition('-')
'abc'.rpartition('-')
'abc'.partition('')
'aXbXc'.replace('X', '-')
'aXbXc'.replace('X', '-', 1)
'aXbXc'.replace('X', '', 0)
'abc'.replace('', '-')
'abc'.replace('', '-', 2)
'abc'.replace('b', 1)
'abc'.replace('b')
'abcabc'.find('c')
'abcabc'.find('c', 3)
'abcabc'.find('c', 0, 2)
'abcabc'.find('x')
'abcabc'.rfind('a')
'abc'.find('')
'abc'.find('', 4)
'abc'.rfind('')
'😀b'.find('b')
'abcabc'.find('c', -2)
'abc'.find(1)
'abc'.find()
'abc'.index('b')
'abc'.index('x')
'abcabc'.rindex('b')
'aXbXc'.count('X')
'aaa'.count('aa')
'abc'.count('')
'abcabc'.count('a', 1)
'abc'.startswith('ab')
'abc'.startswith(('x', 'a'))
'abc'.startswith('b', 1)
'abc'.startswith('')
'abc'.startswith('', 4)
'abc'.startswith(())
'abc'.startswith(1)
'abc'.startswith(('a', 1))
'abc'.startswith((1, 'a'))
'abc'.startswith()
'abc'.endswith('bc')
'abc'.endswith(('x', 'c'))
'abc'.endswith('b', 0, 2)
'abc'.endswith(['c'])
'abc'.removeprefix('a')
'abc'.removeprefix('x')
'abc'.removesuffix('c')
'abc'.removesuffix('')
'abc'.removeprefix(1)
'a'.ljust(3) + '|'
'a'.rjust(3, '*')
'a'.center(4, '*')
'ab'.center(5, '*')
'abc'.center(2)
'a'.ljust(3, 'ab')
'a'.ljust('3')
'a'.ljust(3, 1)
'42'.zfill(5)
'-42'.zfill(5)
'+'.zfill(3)
''.zfill(2)
'a\tb'.expandtabs()
'a\tb'.expandtabs(4)
'abc'.upper(1)
'abc'.upper(x=1)
'%s is %d' % ('x', 5)
'%s' % 'x'
'%s' % [1, 2]
'%r' % 'x'
'%5.2f|%-5d|%05d' % (3.14159, 42, 42)
'%x %X %o %#x' % (255, 255, 8, 255)
'%+d % d' % (5, 5)
'%e %g %G' % (12345.678, 0.00001, 1e20)
'%c%c' % ('a', 98)
'%%' % ()
'%5s|%-5s|%.2s' % ('a', 'b', 'cde')
'%(name)s=%(value).1f' % {'name': 'x', 'value': 1.25}
'%d' % 3.99
'%d' % 'x'
'%f' % 'x'
'%s %s' % ('a',)
'%s' % ('a', 'b')
'x' % ()
'x' % 5
'x' % {}
'%(a)s' % 5
'%y' % 5
'%' % 5
'%s' % None
'%x' % 1.5
event_data['message'].upper()
event_data['message'].split()[0]
event_type.split('.')[-1]
event_type.startswith('agent.')
aggregate_id.split('-')
timestamp[:10]
`;
