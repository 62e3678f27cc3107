import fc from 'fast-check';
import { call, few, infix, join, method, type Text, type Tie, words } from './shape.ts';

export const INTS =
  '0 1 2 3 -1 -7 10 True False 10**20 -(2**63) 9007199254740993 9007199254740991 0x1F 1_000 version position';
export const FLOATS = `0.0 -0.0 0.1 0.5 1.5 2.5 -3.7 1e16 1e-7 1e22 1. .5 1.e3 123456.789 1e300 5e-324 float('inf') \
float('-inf') float('nan')`;

export function ints(tie: Tie): Text[] {
  const [int, str, list] = [tie('int'), tie('str'), tie('list')];
  return [
    infix(int, '+ - * // % & | ^', int),
    infix(int, '<< >> **', words('0 1 2 5 65 -1')),
    join([words('- + ~'), int]),
    call('len', fc.oneof(str, list, tie('dict'), tie('set'), tie('tuple'))),
    call('abs', int),
    call('sum', numbersOf(tie)),
    call('int', fc.oneof(tie('float'), str, int, words("' 42 ' '-7' '0x1f' '1_0' '07' ''"))),
    call('int', fc.oneof(str, words("'ff' '0b11' '-0o7' 'z' '12'")), words('2 8 10 16 0 36 37 None')),
    call('round', tie('float')),
    call('round', int, few),
    call('pow', int, few, int),
    call(words('min max'), int, int),
    call(words('min max'), numbersOf(tie)),
    call('ord', str),
    method(str, words('find rfind count index rindex'), str),
    method(str, words('find rfind count index'), str, few, few),
    method(list, words('count index'), tie('any')),
    method(tie('tuple'), words('count index'), tie('any')),
    method(int, words('bit_length bit_count conjugate')),
  ];
}

export function floats(tie: Tie): Text[] {
  const [int, float] = [tie('int'), tie('float')];
  return [
    infix(float, '+ - * / // % **', fc.oneof(float, int)),
    infix(int, '/', int),
    infix(int, '**', words('-1 -2 0.5 -0.5')),
    join([words('- +'), float]),
    call('float', fc.oneof(int, tie('str'), words("'1e3' ' -1.5 ' 'nan' '-inf' '1_0.5' 'infinity' '.'"))),
    call('round', float, few),
    call('abs', float),
    call('min', float, int),
    call('sum', numbersOf(tie), float),
    call('max', numbersOf(tie)),
  ];
}

/** A list of numbers. */
export function numbersOf(tie: Tie): Text {
  const number = fc.oneof(tie('int'), tie('float'));
  return fc.oneof(
    join(['[', number, ', ', number, ']']),
    join(['(', number, ', ', number, ', ', number, ')']),
    join(['[x * 2 for x in (', number, ', ', number, ')]']),
    call('range', few, few),
    tie('list'),
  );
}
