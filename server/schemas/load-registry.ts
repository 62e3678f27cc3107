import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { DomainError, messageOf } from '../domain/errors.ts';
import { isSchemaObject, type JsonSchemaObject } from './json-schema.ts';
import { readSchemaFileName } from './schema-file-name.ts';
import { createRegistry, type PayloadSchema, type SchemaRegistry } from './schema-registry.ts';

/**
 * Reads a folder of JSON Schemas for payloads, each named after the event type that it is for and, if it is for one
 * schema version only, that: `agent.updated.v2.json`. Throws `bad-launch` with the file that is wrong.
 */
export async function loadRegistry(folder: string): Promise<SchemaRegistry> {
  const schemas: PayloadSchema[] = [];
  for (const file of await filesOf(folder)) {
    const name = readSchemaFileName(file);
    if (name) schemas.push({ ...name, schema: await read(path.join(folder, file)) });
  }
  if (schemas.length === 0) {
    throw new DomainError('bad-launch', `The folder '${folder}' holds no schema: agent.updated.json`);
  }
  return createRegistry(schemas);
}

async function filesOf(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    throw new DomainError('bad-launch', `The folder of schemas cannot be read: ${messageOf(error)}`);
  }
}

async function read(file: string): Promise<JsonSchemaObject> {
  try {
    const schema: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (!isSchemaObject(schema)) throw new Error('a schema is a JSON object');
    return schema;
  } catch (error) {
    throw new DomainError('bad-launch', `The schema '${file}' cannot be used: ${messageOf(error)}`);
  }
}
