/** Lists, tuples, dicts, sets, ranges, comprehensions and the functions over them. */
export const CONTAINER_CASES = `
[]
[1, 2, 3]
[1, [2, (3,)], {'a': {4}}]
()
(1,)
(1, 2)
1, 2
{1: 'a', 'b': None}
{1: 'a', 1.0: 'b', True: 'c'}
{True: 1, 1: 2}
{'a': 1, 'a': 2}
{1, 1.0, True}
{'a'}
[*[1, 2], 3, *'ab']
(*[1], 2)
{*[1, 1], 2}
{**{'a': 1}, 'b': 2, **{'a': 3}}
[*5]
{**5}
{[]: 1}
{{}}
{(1, [2]): 1}
{(1, 2): 'x'}[(1, 2)]
{(1, 2): 'x'}[1, 2]
{(1, 2): 'x'}[(1.0, 2)]
{None: 1}[None]
[1, 2, 3][0]
[1, 2, 3][-1]
[1, 2, 3][True]
[1, 2, 3][3]
[1, 2, 3][-4]
[1, 2, 3]['a']
[1, 2, 3][1.0]
[1, 2, 3][None]
[1, 2, 3][10**30]
(1, 2)[5]
(1, 2)['a']
{'a': 1}['a']
{'a': 1}['b']
{1: 2}[3]
{1: 2}[1.0]
{1: 2}[True]
{}[[]]
{}[{}]
{1: 2}[(1, 2)]
{1, 2}[0]
None[0]
None['a']
5[0]
5['a']
len[0]
True[0]
event_data['reward']
event_data['rewrad']
event_data['nested']['depth']['value']
event_data['nested']['nothing']
event_data['tags'][0]
event_data['tags'][5]
event_data['tags'][-1][0]
event_data['missing_value']['x']
event_data['reward']['x']
event['version']
event['event_type']
event.get('nothing', 5)
metadata['source']
state['balance'] - before['balance']
[1, 2, 3, 4][1:3]
[1, 2, 3, 4][::-1]
[1, 2, 3, 4][::2]
[1, 2, 3, 4][-2:]
[1, 2, 3, 4][:-5]
[1, 2, 3, 4][3:0:-1]
[1, 2, 3, 4][10:]
[1, 2, 3, 4][:]
[1, 2, 3, 4][None:None:None]
[1, 2, 3, 4][1:True]
(1, 2, 3)[1:]
range(10)[2:5]
range(10)[::-2]
range(10)[3]
range(10)[-1]
range(10)[10]
range(10)['a']
[1, 2][::0]
[1, 2]['a':]
{'a': 1}[1:]
5[1:]
None[:2]
[1] + [2]
[1] * 3
2 * [1, 2]
(1,) + (2,)
(1,) * 2
[1] + (2,)
(1,) + [2]
[1] + 1
[1] * 'a'
[1] * 1.5
[1] - [1]
{'a': 1} | {'b': 2}
{'a': 1} | {'a': 2}
{'a': 1} + {'b': 2}
{1, 2} | {3}
{1, 2} & {2, 3}
{1, 2} - {2}
{1, 2} ^ {2, 3}
{1} | [2]
{1} + {2}
{'a': 1}.keys() & {'a', 'b'}
[1, 2, 1].count(1)
[1, 2, 1].count(True)
[1, 2, 3].index(2)
[1, 2, 3].index(5)
['a'].index('b')
[1, 2, 1].index(1, 1)
[1, 2, 1].index(2, 0, 1)
[1].index()
[1, 2].copy()
(1, 2, 1).count(1)
(1, 2).index(2)
(1, 2).index(3)
range(5).index(3)
range(5).index(9)
range(5).count(2)
{'a': 1}.get('a')
{'a': 1}.get('b')
{'a': 1}.get('b', 5)
{'a': None}.get('a', 5)
{1: 'x'}.get(1.0)
{'a': 1}.get()
{'a': 1}.get('a', 1, 2)
{'a': 1}.get([])
{'a': 1}.get(key='a')
list({'a': 1, 'b': 2}.keys())
list({'a': 1, 'b': 2}.values())
list({'a': 1, 'b': 2}.items())
list({'a': 1})
len({'a': 1}.items())
{'a': 1}.keys() == {'a'}
{'a': 1}.items() == {('a', 1)}
{'a': 1}.keys(1)
{'a': 1}.copy()
{1, 2}.union([3], (4,))
{1, 2}.intersection([2])
{1, 2}.difference([2])
{1, 2}.symmetric_difference([2, 3])
{1}.issubset([1, 2])
{1, 2}.issuperset([1])
{1}.isdisjoint([2])
{1}.union(5)
sorted(event_data['tags'])
sorted([3, 1, 2])
sorted([3, 1, 2], reverse=True)
sorted('hello')
sorted({'b': 1, 'a': 2})
sorted(['bb', 'a', 'ccc'], key=len)
sorted(['b', 'A', 'c'], key=str.lower)
sorted([(1, 'b'), (1, 'a'), (0, 'z')])
sorted([1.5, 1, True, 0])
sorted([1, True, 1.0])
sorted([True, 1, 1.0], reverse=True)
sorted([1, 'a'])
sorted(['a', 1])
sorted([None, 1])
sorted(5)
sorted()
sorted([1], reverse='x')
sorted([3, 1], foo=1)
sorted([2, 1], None)
list('abc')
list((1, 2))
list({1})
list(range(5))
list(range(5, 0, -2))
list(range(0, 10, 3))
list(range(1, 1))
list()
list(5)
list(None)
tuple([1, 2])
tuple('ab')
tuple()
set([1, 2, 1])
set('a')
set()
set([[]])
set(5)
dict()
dict({'a': 1})
dict([('a', 1), ('b', 2)])
dict(['ab'])
dict(a=1, b=2)
dict({'a': 1}, a=2)
dict([1])
dict([(1, 2, 3)])
dict(5)
range(5)
range(1, 5)
range(5, 1, -1)
range(1, 2, 0)
range('a')
range(1.5)
range()
range(1, 2, 3, 4)
list(enumerate(['a', 'b']))
list(enumerate(['a'], 5))
list(enumerate('ab', start=1))
enumerate(5)
list(zip([1, 2], 'ab'))
list(zip([1, 2, 3], 'ab'))
list(zip())
list(zip([1, 2], strict=True))
list(zip([1, 2], [1], strict=True))
list(zip([1], [1, 2], strict=True))
zip(1)
zip([1], 5)
dict(zip('ab', [1, 2]))
[x * 2 for x in [1, 2, 3]]
[x for x in range(10) if x % 2 if x > 3]
[(x, y) for x in [1, 2] for y in 'ab']
[[y for y in range(x)] for x in range(3)]
[k + str(v) for k, v in {'a': 1}.items()]
[a + b + c for a, (b, c) in [(1, (2, 3))]]
[i for i, in [(1,), (2,)]]
[a for a, b in [(1, 2, 3)]]
[a for a, b in [(1,)]]
[a for a, b in [1]]
[a for a, b in ['xy']]
{x % 3 for x in range(10)}
{x: x * x for x in range(3)}
{v: k for k, v in {'a': 1, 'b': 1}.items()}
{x for x in [[]]}
{[]: 1 for x in [1]}
sum(x for x in range(5))
sum(x * x for x in range(5) if x)
max((x for x in [3, 1]), default=0)
any(t == 'new' for t in event_data['tags'])
all(isinstance(t, str) for t in event_data['tags'])
[t.upper() for t in event_data['tags']]
[name for name in event_data if name.startswith('re')]
sorted(len(t) for t in event_data['tags'])
list(x for x in [1, 2])
','.join(t for t in event_data['tags'])
[version for version in [1, 2]] + [version]
[x for x in 5]
[x for x in None]
(lambda_free for lambda_free in []) is None
[y for x in [1, 2] if x > 1 for y in [x, x * 10]]
str.upper('a')
str.upper(5)
5()
'a'()
None()
event_data['tags']()
int.nothing if False else 0
`;
