import { isEventField } from '../../event-fields.ts';
import type { Argument, Expression } from '../ast.ts';
import { findProperty } from '../datetime/properties.ts';
import { findMethod } from '../methods/find-method.ts';
import { EXPRESSION_NAMES } from '../names.ts';
import { parseExpression } from '../parsing/parse.ts';
import { typeName } from '../value.ts';
import { inferItems } from './infer-items.ts';
import { typeOfOperation } from './infer-operation.ts';
import type { Knowledge } from './knowledge.ts';
import { emptyShape, mergeShapes, type Shape, type TypeName } from './shape.ts';
import { entryOf } from './signature-text.ts';
import { FUNCTION_SIGNATURES, METHOD_SIGNATURES } from './signatures.ts';
import { STATIC_SIGNATURES } from './time-signatures.ts';

/** The functions that give one of the items. */
const ITEM_OF: ReadonlySet<string> = new Set(['max', 'min', 'next']);

/** What is known of an expression's value before it is evaluated; undefined when nothing is. */
export function inferSource(source: string, knowledge: Knowledge): Shape | undefined {
  try {
    return infer(parseExpression(source), knowledge);
  } catch {
    return undefined;
  }
}

export function infer(node: Expression, knowledge: Knowledge): Shape | undefined {
  switch (node.kind) {
    case 'literal':
      return emptyShape([typeName(node.value)]);
    case 'text':
      return emptyShape(['str']);
    case 'list':
    case 'tuple':
    case 'set':
      return emptyShape([node.kind], { items: mergeShapes(node.items.map(({ value }) => infer(value, knowledge))) });
    case 'dict':
      return emptyShape([node.kind]);
    case 'comprehension':
      return emptyShape(node.form === 'generator' ? [] : [node.form]);
    case 'dict-comprehension':
      return emptyShape(['dict']);
    case 'not':
    case 'comparison':
      return emptyShape(['bool']);
    case 'and':
    case 'or':
      return mergeShapes(node.operands.map((operand) => infer(operand, knowledge)));
    case 'binary':
      return typed(typeOfOperation(node.operator, infer(node.left, knowledge), infer(node.right, knowledge)));
    case 'unary':
      return infer(node.operand, knowledge);
    case 'name':
      return ofName(node.name, knowledge);
    case 'attribute':
      return ofAttribute(node, knowledge);
    case 'index':
      return ofIndex(node.object, node.index, knowledge);
    case 'slice':
      return infer(node.object, knowledge);
    case 'call':
      return ofCall(node.callee, node.args, knowledge);
    case 'conditional':
      return mergeShapes([infer(node.yes, knowledge), infer(node.no, knowledge)]);
  }
}

function ofName(name: string, knowledge: Knowledge): Shape | undefined {
  if (knowledge.variables.has(name)) return knowledge.variables.get(name);
  if (name === 'event_data' || name === 'metadata' || name === 'state') return dict(knowledge[name]);
  if (name === 'before') return dict(knowledge.state);
  const seen = knowledge.event.fields.get(name);
  if (name === 'event_type') return emptyShape(['str'], { ...seen, texts: knowledge.eventTypes });
  const type = EXPRESSION_NAMES.find((entry) => entry.name === name)?.type;
  return seen ?? typed(type);
}

/** A payload is a dict even before one was seen. */
function dict(shape: Shape): Shape {
  return { ...shape, types: new Set(['dict']) };
}

function ofAttribute({ object, name }: Extract<Expression, { kind: 'attribute' }>, knowledge: Knowledge) {
  if (isEvent(object, knowledge)) return isEventField(name) ? ofName(name, knowledge) : undefined;
  const owner = infer(object, knowledge);
  // A method goes before a key of the same name.
  const field = findMethod('dict', name) ? undefined : owner?.fields.get(name);
  if (field) return field;
  const [type] = owner?.types ?? [];
  if (type === undefined || !findProperty(type, name)) return undefined;
  return typed(name === 'tzinfo' ? undefined : 'int');
}

function ofIndex(object: Expression, index: Expression, knowledge: Knowledge): Shape | undefined {
  if (index.kind !== 'literal' || typeof index.value !== 'string') return infer(object, knowledge)?.items;
  if (isEvent(object, knowledge)) return isEventField(index.value) ? ofName(index.value, knowledge) : undefined;
  return infer(object, knowledge)?.fields.get(index.value);
}

function isEvent(node: Expression, { variables }: Knowledge): boolean {
  return node.kind === 'name' && node.name === 'event' && !variables.has('event');
}

function ofCall(callee: Expression, args: readonly Argument[], knowledge: Knowledge): Shape | undefined {
  if (callee.kind === 'attribute' && callee.name === 'get' && args[0]) {
    const [key, otherwise] = args;
    return mergeShapes([ofIndex(callee.object, key.value, knowledge), otherwise && infer(otherwise.value, knowledge)]);
  }
  const items = inferItems(callee, args, knowledge);
  if (callee.kind === 'name' && ITEM_OF.has(callee.name)) return items;
  const type = typeOfCall(callee, knowledge);
  return type === undefined && !items ? undefined : emptyShape(type === undefined ? [] : [type], { items });
}

function typeOfCall(callee: Expression, knowledge: Knowledge): TypeName | undefined {
  if (callee.kind === 'name') return entryOf(FUNCTION_SIGNATURES, callee.name)?.result;
  if (callee.kind !== 'attribute') return undefined;
  const { object, name } = callee;
  const made = object.kind === 'name' ? entryOf(entryOf(STATIC_SIGNATURES, object.name), name) : undefined;
  if (made) return made.result;
  const types = infer(object, knowledge)?.types ?? [];
  const results = [...types].map((type) => entryOf(entryOf(METHOD_SIGNATURES, type), name)?.result);
  return results.find((result) => result !== undefined);
}

function typed(type: TypeName | undefined): Shape | undefined {
  return type === undefined ? undefined : emptyShape([type]);
}
