import type { Expression } from '../ast.ts';
import { findProperty } from '../datetime/properties.ts';
import { EXPRESSION_NAMES } from '../names.ts';
import { parseExpression } from '../parsing/parse.ts';
import { typeName } from '../value.ts';
import { emptyShape, type Knowledge, type Shape, type TypeName } from './shape.ts';
import { entryOf } from './signature-text.ts';
import { FUNCTION_SIGNATURES, METHOD_SIGNATURES } from './signatures.ts';
import { STATIC_SIGNATURES } from './time-signatures.ts';

/** What is known of an expression's value before it is evaluated; undefined when nothing is. */
export function inferSource(source: string, knowledge: Knowledge): Shape | undefined {
  try {
    return infer(parseExpression(source), knowledge);
  } catch {
    return undefined;
  }
}

function infer(node: Expression, knowledge: Knowledge): Shape | undefined {
  switch (node.kind) {
    case 'literal':
      return emptyShape([typeName(node.value)]);
    case 'text':
      return emptyShape(['str']);
    case 'list':
    case 'tuple':
    case 'set':
    case 'dict':
      return emptyShape([node.kind]);
    case 'comprehension':
      return emptyShape(node.form === 'generator' ? [] : [node.form]);
    case 'dict-comprehension':
      return emptyShape(['dict']);
    case 'not':
    case 'comparison':
      return emptyShape(['bool']);
    case 'name':
      return ofName(node.name, knowledge);
    case 'attribute':
      return ofAttribute(node, knowledge);
    case 'index':
      return ofIndex(node.object, node.index, knowledge);
    case 'slice':
      return infer(node.object, knowledge);
    case 'call':
      return ofCall(node, knowledge);
    case 'conditional':
      return infer(node.yes, knowledge);
    default:
      return undefined;
  }
}

function ofName(name: string, knowledge: Knowledge): Shape | undefined {
  if (name === 'event_data' || name === 'metadata' || name === 'state') return dict(knowledge[name]);
  if (name === 'before') return dict(knowledge.state);
  if (name === 'event_type') return { ...emptyShape(['str']), texts: knowledge.eventTypes };
  const type = EXPRESSION_NAMES.find((entry) => entry.name === name)?.type;
  return type === undefined ? undefined : emptyShape([type]);
}

/** A payload is a dict even before one was seen. */
function dict(shape: Shape): Shape {
  return { ...shape, types: new Set(['dict']) };
}

function ofAttribute({ object, name }: Extract<Expression, { kind: 'attribute' }>, knowledge: Knowledge) {
  if (object.kind === 'name' && object.name === 'event') return ofName(name, knowledge);
  const owner = infer(object, knowledge);
  const field = owner?.fields.get(name);
  if (field) return field;
  const [type] = owner?.types ?? [];
  if (type === undefined || !findProperty(type, name)) return undefined;
  return emptyShape(name === 'tzinfo' ? [] : ['int']);
}

function ofIndex(object: Expression, index: Expression, knowledge: Knowledge): Shape | undefined {
  if (index.kind === 'literal' && typeof index.value === 'string') {
    if (object.kind === 'name' && object.name === 'event') return ofName(index.value, knowledge);
    return infer(object, knowledge)?.fields.get(index.value);
  }
  return infer(object, knowledge)?.items;
}

function ofCall({ callee, args }: Extract<Expression, { kind: 'call' }>, knowledge: Knowledge): Shape | undefined {
  if (callee.kind === 'name') return ofResult(entryOf(FUNCTION_SIGNATURES, callee.name)?.result);
  if (callee.kind !== 'attribute') return undefined;
  if (callee.object.kind === 'name') {
    const made = entryOf(entryOf(STATIC_SIGNATURES, callee.object.name), callee.name);
    if (made) return ofResult(made.result);
  }
  const [key] = args;
  if (callee.name === 'get' && key) return ofIndex(callee.object, key.value, knowledge);
  const types = infer(callee.object, knowledge)?.types ?? [];
  const results = [...types].map((type) => entryOf(entryOf(METHOD_SIGNATURES, type), callee.name)?.result);
  return ofResult(results.find((result) => result !== undefined));
}

function ofResult(type: TypeName | undefined): Shape | undefined {
  return type === undefined ? undefined : emptyShape([type]);
}
