import fc from 'fast-check';
import { numbersOf } from './numbers.ts';
import { call, few, infix, join, method, oneOf, type Text, type Tie, words } from './shape.ts';
import { textsOf } from './texts.ts';

const KEYS = oneOf(['len', 'str', 'abs', 'str.lower', 'None', 'repr', 'bool', 'type', 'int.bit_length', '5']);

export function lists(tie: Tie): Text[] {
  const [int, str, any, list, dict] = [tie('int'), tie('str'), tie('any'), tie('list'), tie('dict')];
  const ordered = fc.oneof(list, tie('tuple'), dict, str);
  const alike = fc.oneof(numbersOf(tie), textsOf(tie));
  return [
    join(['[', any, ', ', any, ']']),
    join(['[*', ordered, ', ', any, ', *', ordered, ']']),
    infix(list, '+', list),
    infix(list, '*', few),
    join(['(', list, ')[', few, ':', few, ']']),
    join(['(', list, ')[', few, ':', few, ':', few, ']']),
    call('sorted', fc.oneof(alike, ordered, tie('set'))),
    join(['sorted(', alike, ', key=', KEYS, ')']),
    join(['sorted(', alike, ', key=', KEYS, ', reverse=', tie('bool'), ')']),
    call('list', fc.oneof(ordered, call('range', few, few))),
    call('list', call('range', few, few, few)),
    call('list', call('reversed', ordered)),
    call('list', call('enumerate', ordered, few)),
    call('list', call('zip', list, ordered)),
    join(['list(zip(', list, ', ', ordered, ', strict=', tie('bool'), '))']),
    call('list', call('map', words('str len int bool str.upper repr abs'), alike)),
    call('list', call('map', words('max divmod pow isinstance'), alike, alike)),
    call('list', call('filter', words('None bool len str.isupper'), alike)),
    call('list', method(dict, words('keys values items'))),
    method(str, words('split rsplit splitlines')),
    method(str, words('split rsplit'), str),
    method(str, words('split rsplit'), oneOf(["','", "'b'", "'aa'", 'None']), few),
    method(str, 'splitlines', tie('bool')),
    method(list, 'copy'),
    call('list', int),
    ...comprehensions(list, ordered, dict, tie('bool'), alike),
  ];
}

function comprehensions(list: Text, ordered: Text, dict: Text, bool: Text, alike: Text): Text[] {
  const pair = oneOf(['x * 2', '(x, y)', 'f"{x}{y}"', 'x == y', '[x, y]', 'x if y else y', '{x: y}', 'x + y']);
  return [
    join(['[x for x in ', ordered, ']']),
    join(['[', pair, ' for x in ', alike, ' for y in ', ordered, ']']),
    join(['[x for x in ', list, ' if ', bool, ']']),
    join(['[y for x in ', list, ' if x for y in ', ordered, ' if y != x]']),
    join(['[y for x in ', list, ' for y in x]']),
    join(['[k for k, v in (', dict, ').items() if v]']),
    join(['[b for a, (b, c) in enumerate(zip(', ordered, ', ', ordered, '))]']),
    join(['[[x for x in ', list, '] for x in ', ordered, ']']),
    join(['list(x for x in ', list, ' if x is not None)']),
  ];
}

export function tuples(tie: Tie): Text[] {
  const [str, any, tuple] = [tie('str'), tie('any'), tie('tuple')];
  return [
    join(['(', any, ', ', any, ')']),
    join(['(*', tie('list'), ', ', any, ')']),
    call('tuple', tie('list')),
    method(str, words('partition rpartition'), str),
    call('divmod', fc.oneof(tie('int'), tie('float')), fc.oneof(tie('int'), tie('float'))),
    infix(tuple, '+', tuple),
    infix(tuple, '*', few),
    join(['(', tuple, ')[', few, ':', few, ']']),
    method(fc.oneof(tie('float'), tie('int')), 'as_integer_ratio'),
  ];
}

export function dicts(tie: Tie): Text[] {
  const [any, dict, str] = [tie('any'), tie('dict'), tie('str')];
  return [
    join(['{', any, ': ', any, ', ', str, ': ', any, '}']),
    join(['{**', dict, ', ', str, ': ', any, ', **', dict, '}']),
    infix(dict, '|', dict),
    join(['{k: v for k, v in (', dict, ').items() if v}']),
    join(['{str(x): x for x in ', tie('list'), '}']),
    join(['{x: i for i, x in enumerate(', tie('list'), ')}']),
    call('dict', dict),
    call('dict', call('zip', textsOf(tie), tie('list'))),
    call('dict', tie('list')),
    join(['dict(a=', any, ', **', dict, ')']),
    method(dict, 'copy'),
  ];
}

export function sets(tie: Tie): Text[] {
  const [any, set] = [tie('any'), tie('set')];
  return [
    join(['{', any, ', ', any, '}']),
    join(['{*', tie('list'), ', ', any, '}']),
    call('set', fc.oneof(tie('list'), tie('str'))),
    infix(set, '| & - ^', set),
    infix(method(tie('dict'), 'keys'), '& | - ^', method(tie('dict'), 'keys')),
    join(['{x for x in ', tie('list'), '}']),
    method(set, words('union intersection difference symmetric_difference'), tie('list')),
  ];
}
