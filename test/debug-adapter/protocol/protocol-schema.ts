import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A JSON Schema, or a part of one. */
export interface Schema {
  [keyword: string]: unknown;
}

const INT32 = 2 ** 31 - 1;

/**
 * The Debug Adapter Protocol as a JSON Schema with one definition per message and type, read off the protocol's published
 * declarations. Those say `number` where the protocol since 1.71 says which integers; `toNumberSchema` adds that.
 */
export function protocolSchema(): { readonly definitions: Readonly<Record<string, Schema>> } {
  const file = fileURLToPath(new URL('./debugProtocol.d.ts', import.meta.resolve('@vscode/debugprotocol')));
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const definitions: Record<string, Schema> = {};
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node)) definitions[node.name.text] = toInterfaceSchema(node);
    else if (ts.isTypeAliasDeclaration(node)) definitions[node.name.text] = toSchema(node.type, node.name.text);
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return { definitions };
}

function toInterfaceSchema({ members, heritageClauses }: ts.InterfaceDeclaration): Schema {
  const bases = (heritageClauses ?? []).flatMap(({ types }) => types.map(({ expression }) => toReference(expression)));
  return { allOf: [...bases, toObjectSchema(members)] };
}

function toObjectSchema(members: ts.NodeArray<ts.TypeElement>): Schema {
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  let additionalProperties: Schema = {};
  for (const member of members) {
    if (ts.isIndexSignatureDeclaration(member)) additionalProperties = toSchema(member.type, '');
    else if (ts.isPropertySignature(member) && ts.isIdentifier(member.name) && member.type) {
      const name = member.name.text;
      properties[name] = toSchema(member.type, name);
      if (!member.questionToken) required.push(name);
    } else throw new Error(`The declarations have a member of a new kind: ${ts.SyntaxKind[member.kind]}`);
  }
  return { type: 'object', properties, required, additionalProperties };
}

/** `name` is the property's: the range of a number depends on it. */
function toSchema(type: ts.TypeNode, name: string): Schema {
  if (ts.isArrayTypeNode(type)) return { type: 'array', items: toSchema(type.elementType, name) };
  if (ts.isParenthesizedTypeNode(type)) return toSchema(type.type, name);
  if (ts.isUnionTypeNode(type)) return { anyOf: type.types.map((each) => toSchema(each, name)) };
  if (ts.isTypeReferenceNode(type)) return toReference(type.typeName);
  if (ts.isTypeLiteralNode(type)) return toObjectSchema(type.members);
  if (ts.isLiteralTypeNode(type)) {
    return ts.isStringLiteral(type.literal) ? { const: type.literal.text } : { type: 'null' };
  }
  switch (type.kind) {
    case ts.SyntaxKind.AnyKeyword:
      return {};
    case ts.SyntaxKind.StringKeyword:
      return { type: 'string' };
    case ts.SyntaxKind.BooleanKeyword:
      return { type: 'boolean' };
    case ts.SyntaxKind.NumberKeyword:
      return toNumberSchema(name);
    default:
      throw new Error(`The declarations have a type of a new kind: ${ts.SyntaxKind[type.kind]}`);
  }
}

function toReference(name: ts.Node): Schema {
  if (!ts.isIdentifier(name)) throw new Error('The declarations name a type by a path');
  return { $ref: `#/definitions/${name.text}` };
}

function toNumberSchema(name: string): Schema {
  if (name === 'percentage') return { type: 'number', minimum: 0, maximum: 100 };
  if (name === 'exitCode') return { type: 'integer', minimum: -INT32 - 1, maximum: INT32 };
  if (/^(endL|l)ine$|^(endC|c)olumn$/.test(name)) {
    return { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
  }
  // 0 means "no location" to no client: one that has none leaves it out.
  const minimum = /seq$|locationReference$/i.test(name) ? 1 : 0;
  return { type: 'integer', minimum, maximum: INT32 };
}
