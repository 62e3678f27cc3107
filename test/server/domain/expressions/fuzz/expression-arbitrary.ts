import fc from 'fast-check';
import { dicts, lists, sets, tuples } from './shapes/containers.ts';
import { FLOATS, floats, INTS, ints } from './shapes/numbers.ts';
import { type Kind, oneOf, shape, type Text, words } from './shapes/shape.ts';
import { STRS, strs } from './shapes/texts.ts';
import { TIMES, times } from './shapes/times.ts';
import { bools } from './shapes/truths.ts';
import { anything, payloads } from './shapes/wild.ts';

/** Expressions as their source: mostly with values of the kinds that operators and methods want, sometimes with others. */
export const expression: Text = fc.letrec<Record<Kind, string>>((tie) => {
  const kind = (name: Kind): Text => tie(name) as Text;
  return {
    int: shape(words(INTS), ints(kind)),
    float: shape(words(FLOATS), floats(kind)),
    str: shape(oneOf(STRS), strs(kind)),
    bool: shape(words('True False'), bools(kind)),
    list: shape(oneOf(['[]', '[1, 2, 3]', "['b', 'a']", '[0.5, 1]', '[[1], []]', '[(1, 2), (3, 4)]']), lists(kind)),
    tuple: shape(oneOf(['()', '(1,)', "(1, 'a')"]), tuples(kind)),
    dict: shape(oneOf(['{}', 'event_data', 'metadata', 'state', "{'a': 1, 2: 'b'}"]), dicts(kind)),
    set: shape(oneOf(['set()', '{1, 2}', "{'a', 'b'}"]), sets(kind)),
    time: shape(words(TIMES), times(kind)),
    any: shape(payloads, anything(kind)),
  };
}).any;
