import fc from 'fast-check';
import { call, few, infix, join, method, oneOf, type Text, type Tie, words } from './shape.ts';

const TESTS =
  'isalpha isdigit isalnum isspace isupper islower istitle isnumeric isdecimal isidentifier isascii isprintable';
const TYPES = 'int str bool list set type float range'.split(' ');

export function bools(tie: Tie): Text[] {
  const [str, any, list, set] = [tie('str'), tie('any'), tie('list'), tie('set')];
  const number = fc.oneof(tie('int'), tie('float'));
  return [
    infix(any, '== !=', any),
    infix(any, '< <= > >=', any),
    infix(number, '< <= > >= == !=', number),
    infix(str, '< <= == >', str),
    join(['(', str, oneOf([' in ', ' not in ']), str, ')']),
    infix(list, '< <= == !=', list),
    infix(tie('tuple'), '< <= == !=', tie('tuple')),
    infix(set, '< <= == != >=', set),
    infix(tie('dict'), '== !=', tie('dict')),
    join(['(', any, oneOf([' in ', ' not in ']), fc.oneof(list, tie('dict'), tie('tuple'), set), ')']),
    join(['(', number, ' in ', call('range', few, few), ')']),
    join(['(', number, ' < ', number, ' <= ', number, ' != ', any, ')']),
    join(['(', any, oneOf([' is ', ' is not ']), 'None)']),
    join(['(not ', any, ')']),
    infix(any, 'and or', any),
    join(['(', any, ' or not ', any, ' and ', any, ')']),
    join(['(', number, ' if ', any, ' else ', number, ' == ', number, ')']),
    call('bool', any),
    call(words('any all'), list),
    join([words('any all'), '(', any, ' == x for x in ', list, ')']),
    call('isinstance', any, oneOf([...TYPES, '(float, dict)', '((int,), str)', '5', 'type(None)'])),
    method(str, words('startswith endswith'), fc.oneof(str, tie('tuple'))),
    method(str, words('startswith endswith'), str, few, few),
    method(str, words(TESTS)),
    method(tie('float'), 'is_integer'),
    method(set, words('issubset issuperset isdisjoint'), fc.oneof(list, set)),
  ];
}
