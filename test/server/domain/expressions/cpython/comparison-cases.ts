/** Truth, equality, order, membership, identity and the words between them. */
export const COMPARISON_CASES = String.raw`
True == 1
1 == 1.0
0 == False
2 == True
None == False
None == 0
'1' == 1
9007199254740993 == 9007199254740992.0
9007199254740992 == 9007199254740992.0
2**64 == 2.0**64
0.1 + 0.2 == 0.3
-0.0 == 0
float('nan') == float('nan')
float('nan') != float('nan')
float('inf') > 10**400
[1, 2] == [1.0, 2.0]
[1] == (1,)
(1, 2) == (1, 2)
[] == False
{} == {}
{'a': 1} == {'a': 1.0}
{'a': 1, 'b': 2} == {'b': 2, 'a': 1}
{'a': 1} == {'a': 2}
{1: 'a'} == {True: 'a'}
{1, 2} == {2, 1}
{1} == [1]
range(3) == range(0, 3, 1)
range(0) == range(2, 1)
[[1, [2]]] == [[1, [2.0]]]
event_data == event_data
event_data['tags'] == ['fast', 'new']
event_data['nested'] == {'depth': {'value': 7}}
1 < 2 < 3
1 < 3 < 2
3 > 2 > 1
1 < 2 > 1
1 == 1 == 1
1 < 2 == True
1 <= 1.0
1 < 1.5
2**70 > 1.5
2**70 < 2**71
'a' < 'b'
'B' < 'a'
'' < 'a'
'abc' < 'abd'
'ab' < 'abc'
'\uffff' < '\U00010000'
'😀' > '\uffff'
'é' > 'z'
[1, 2] < [1, 3]
[1] < [1, 0]
[2] > [1, 9]
[] < [0]
(1, 'a') < (1, 'b')
[1, 'a'] < [2, 1]
{1} < {1, 2}
{1, 2} <= {1, 2}
{1, 2} < {1, 2}
{3} > set()
{1} >= {2}
True < 2
False < True
'a' < 1
1 < 'a'
None < 1
1 >= None
[] < {}
{} < {}
[1] < (1,)
[1, 'a'] < [1, 2]
1 < None
event_data['score'] > 0.8
event_data['missing_value'] > 1
event_data['reward'] > 0.8 and event_data['status'] == 'completed'
event_data.get('reward', 0) > 0.8 and event_type == 'agent.updated'
event_data.get('nothing', 0) > 0.8
event_data.get('nothing') is None
not event_data.get('nothing')
not 1
not not 1
not 1 and 0
not 0 or 1
not (1 and 0)
1 and 2
0 and 1
'' or 'x'
[] or {} or 0
0 or None
1 and [] and 2
1 and not 0 or 2
1 or 0 and not 1
not 1 == 2
not 'a' in 'abc'
1 == 1 and 2 == 2 or 1 / 0
1 if [] else 2
1 if 0 else 2 if 0 else 3
'a' if 'x' in 'xyz' and not 0 else 'b'
'a' in 'abc'
'' in 'abc'
'd' not in 'abc'
1 in [1, 2]
1.0 in [1, 2]
True in [1]
None in [None]
[1] in [[1]]
'a' in {'a': 1}
1 in {1.0: 'x'}
2 in {1, 2}
2 in (1, 2)
3 in range(10)
3.0 in range(10)
3.5 in range(10)
-1 in range(10)
4 in range(0, 10, 2)
5 in range(0, 10, 2)
'x' in range(3)
10**30 in range(5)
'reward' in event_data
'nothing' in event_data
'fast' in event_data['tags']
'value' not in event_data['nested']
('a', 1) in {'a': 1}.items()
'a' in {'a': 1}.keys()
1 in {'a': 1}.values()
1 in 'abc'
1 in 5
None in None
'a' in 1.5
[] in {1}
[] in {}
{} in {'a': 1}
1 is None
None is None
None is not None
True is True
True is not False
event_data.get('error') is None
event_data.get('missing_value') is None
event_data.get('reward') is not None
isinstance(1, int)
isinstance(True, int)
isinstance(1, bool)
isinstance(1.0, int)
isinstance(1.0, float)
isinstance('a', (int, str))
isinstance('a', (int, (str, list)))
isinstance([], list)
isinstance({}, dict)
isinstance(None, type(None))
isinstance(event_data, dict)
isinstance(1, 'int')
isinstance(1)
type(1) == int
type(1.0) == float
type(True) is bool
type('a') == str
type([]) == list
type(()) == tuple
type({}) == dict
type({1}) == set
type(None)
type(range(1))
type(int)
type(1)
type(len)
int
str
bool([]) == False
bool(event_data)
bool(range(0))
bool(())
bool(set())
bool({}.keys())
bool(None)
any([0, '', 1])
any([])
all([])
all([1, 'a', [0]])
all([1, 0])
any(5)
all(x > 0 for x in [1, 2])
any(x > 1 / 0 for x in [])
`;
