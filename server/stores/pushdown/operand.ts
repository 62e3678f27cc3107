import { type Expression, eventFieldOf, methodNames } from '../../domain/expressions/index.ts';
import { Float } from '../../domain/json.ts';
import type { PayloadPath, TextColumn } from './predicate.ts';

export type Literal = null | boolean | number | bigint | string | Float;

/** What a store knows of one side of a comparison. */
export type Operand =
  | { readonly kind: 'literal'; readonly value: Literal }
  | { readonly kind: 'text'; readonly column: TextColumn }
  | { readonly kind: 'type' | 'version' | 'time' }
  /** Without a default, a missing key is an error. */
  | { readonly kind: 'payload'; readonly path: PayloadPath; readonly otherwise: Literal | undefined }
  /** A payload as a whole, or an empty dict that stands in for one that is missing. */
  | { readonly kind: 'dict'; readonly path: PayloadPath; readonly isGiven: boolean };

const TEXTS: ReadonlySet<string> = new Set<TextColumn>([
  'event_id',
  'aggregate_id',
  'aggregate_type',
  'correlation_id',
  'causation_id',
  'user_id',
  'service_name',
]);

/** What stands inside a comprehension, whose variables may hide a name, is not looked at. */
const OUTERMOST = { variables: new Map() };

const METHODS: ReadonlySet<string> = new Set(methodNames());

/** Keys that a JSON path can name and that no JSON text can spell in two ways but by `\u`. */
const PLAIN_KEY = /^[A-Za-z0-9_][A-Za-z0-9_ .-]*$/;

/** Reads a node as one side of a comparison; undefined for what a store does not know. */
export function toOperand(node: Expression): Operand | undefined {
  const literal = toLiteral(node);
  if (literal !== undefined) return { kind: 'literal', value: literal };
  const field = eventFieldOf(node, OUTERMOST);
  if (field === 'event_type') return { kind: 'type' };
  if (field === 'version') return { kind: 'version' };
  if (field === 'timestamp') return { kind: 'time' };
  if (field === 'event_data' || field === 'metadata') {
    return { kind: 'dict', path: { column: field, keys: [] }, isGiven: true };
  }
  if (field !== undefined) return TEXTS.has(field) ? { kind: 'text', column: field as TextColumn } : undefined;
  if (node.kind === 'index') return below(node.object, toLiteral(node.index));
  // A method of whatever is there would come before a field of that name.
  if (node.kind === 'attribute') return METHODS.has(node.name) ? undefined : below(node.object, node.name);
  return node.kind === 'call' ? toGet(node) : undefined;
}

/** The value of a literal with its sign; undefined for anything else. */
export function toLiteral(node: Expression): Literal | undefined {
  if (node.kind === 'literal') return node.value;
  if (node.kind !== 'unary' || node.operator !== '-') return undefined;
  const value = toLiteral(node.operand);
  if (value instanceof Float) return new Float(-value.value);
  return typeof value === 'number' || typeof value === 'bigint' ? -value : undefined;
}

/** The value under a key of a dict that is there, or else the evaluation fails. */
function below(object: Expression, key: Literal | undefined): Operand | undefined {
  const parent = toOperand(object);
  const path = parent && pathBelow(parent, key);
  return path && { kind: 'payload', path, otherwise: undefined };
}

/** `d.get('key')`, `d.get('key', literal)`, `d.get('key', {})`. */
function toGet({ callee, args }: Extract<Expression, { kind: 'call' }>): Operand | undefined {
  if (callee.kind !== 'attribute' || callee.name !== 'get' || args.length < 1 || args.length > 2) return undefined;
  if (args.some(({ kind }) => kind !== 'positional')) return undefined;
  const [key, fallback] = args.map(({ value }) => value) as [Expression, Expression?];
  const parent = toOperand(callee.object);
  const path = parent && pathBelow(parent, toLiteral(key));
  if (!path) return undefined;
  if (fallback?.kind === 'dict' && fallback.entries.length === 0) return { kind: 'dict', path, isGiven: false };
  const otherwise = fallback ? toLiteral(fallback) : null;
  return otherwise === undefined ? undefined : { kind: 'payload', path, otherwise };
}

function pathBelow(parent: Operand, key: Literal | undefined): PayloadPath | undefined {
  if (typeof key !== 'string' || !PLAIN_KEY.test(key)) return undefined;
  // A default that is no dict has no keys, and what is below it fails: as if it were missing.
  if (parent.kind !== 'dict' && !(parent.kind === 'payload' && parent.otherwise === undefined)) return undefined;
  return { column: parent.path.column, keys: [...parent.path.keys, key] };
}
