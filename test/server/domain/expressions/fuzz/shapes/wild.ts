import fc from 'fast-check';
import { FUNCTIONS } from '../../../../../../server/domain/expressions/builtins/functions.ts';
import { TYPES } from '../../../../../../server/domain/expressions/builtins/types.ts';
import { methodNames } from '../../../../../../server/domain/expressions/methods/find-method.ts';
import { KEYS } from '../payload-arbitrary.ts';
import { call, few, infix, join, type Kind, method, oneOf, type Text, type Tie } from './shape.ts';

/** What gives an iterator shows its address, and `type` is shown in its own words. */
const BUILTINS = [...FUNCTIONS.keys(), ...TYPES.map(({ name }) => name)].filter(
  (name) => !['iter', 'enumerate', 'zip', 'map', 'filter', 'reversed', 'set'].includes(name),
);
const NAMED = 'sep maxsplit key reverse default start ndigits base tabsize keepends number x object'.split(' ');

const key = oneOf([...KEYS.map((name) => `'${name}'`), "'missing'", '0', '1', '-1']);

export const payloads: Text = fc.oneof(
  { weight: 4, arbitrary: join(['event_data.get(', key, ', ', few, ')']) },
  { weight: 2, arbitrary: join(['event_data.get(', key, ')']) },
  join(['event_data[', key, ']']),
  join(['event_data[', key, '][', key, ']']),
  join(['event_data.get(', key, ', {}).get(', key, ', 0)']),
  join(["event['event_data'].get(", key, ')']),
  join(['event.event_data.get(', key, ')']),
  join(['event_data.', oneOf(['reward', 'status', 'nested', 'tags', 'count', 'missing', 'nested.count'])]),
);

/** Expressions of any kind but sets: what is made of their order is CPython's own affair. */
export function anything(tie: Tie): Text[] {
  const [any, list] = [tie('any'), tie('list')];
  const kinds = (['int', 'float', 'str', 'bool', 'list', 'tuple', 'dict', 'time'] as const).map(tie);
  return [
    ...kinds,
    ...kinds,
    join(['(', any, ' if ', tie('bool'), ' else ', any, ')']),
    join(['(', tie('dict'), ').get(', tie('str'), ', ', any, ')']),
    join(['max(', list, ', default=', any, ')']),
    join(['min(', list, ', key=', oneOf(['str', 'repr', 'len']), ', default=0)']),
    join(['next(iter(', list, '), ', any, ')']),
    join(['next(x for x in ', list, ' if x)']),
    join(['type(', any, ') == type(', any, ')']),
    join(['type(', any, ')']),
    fc.oneof(...wild(tie)),
  ];
}

/** What is most likely an error: its kind must be Python's as well. */
function wild(tie: Tie): Text[] {
  const any = tie('any');
  return [
    infix(any, '+ - * / // % ** < == & | ^ << >>', any),
    join([oneOf(['-', '+', '~']), any]),
    join(['(', any, ')[', fc.oneof(few, key, any), ']']),
    join(['(', any, ')[', few, ':', few, ':', any, ']']),
    call(oneOf(BUILTINS)),
    call(oneOf(BUILTINS), any),
    call(oneOf(BUILTINS), any, any),
    call(oneOf(BUILTINS), any, any, any),
    join([oneOf(BUILTINS), '(', any, ', ', oneOf(NAMED), '=', any, ')']),
    join([oneOf(BUILTINS), '(', oneOf(NAMED), '=', any, ')']),
    join([oneOf(BUILTINS), '(*', tie('list'), ', **', tie('dict'), ')']),
    ...(['int', 'float', 'str', 'list', 'tuple', 'dict'] as const).map((kind) => anyMethod(tie, kind)),
  ];
}

function anyMethod(tie: Tie, kind: Kind): Text {
  const name = oneOf(methodNames(kind).filter((method) => kind !== 'dict' || method === 'get' || method === 'copy'));
  const [self, any] = [tie(kind), tie('any')];
  return fc.oneof(
    method(self, name),
    method(self, name, any),
    method(self, name, any, any),
    method(self, name, any, any, few),
    method(any, name, any),
    join(['(', self, ').', name, '(', oneOf(NAMED), '=', any, ')']),
  );
}
