import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { InferredSchema } from './infer-from-store.ts';
import { readSchemaFileName, schemaFileName } from './schema-file-name.ts';

export interface WriteOptions {
  /** Replace schemas that are there; otherwise they stay as they are. */
  readonly force?: boolean | undefined;
}

/** What became of a schema: `bad-name` when its event type cannot be a file's name. */
export interface WrittenSchema {
  readonly file: string;
  readonly outcome: 'written' | 'kept' | 'bad-name';
}

/** Names that are files of this folder on every system: an event type is a stranger's text. */
const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_. -]{0,150}$/u;

/**
 * Writes schemas into a folder, which is made when it is missing, under the names by which a registry finds them. A type
 * that has version 1 alone is written without a version, so that it is for those to come as well.
 */
export async function writeSchemas(
  folder: string,
  schemas: readonly InferredSchema[],
  { force = false }: WriteOptions = {},
): Promise<WrittenSchema[]> {
  await mkdir(folder, { recursive: true });
  const written: WrittenSchema[] = [];
  for (const each of schemas) {
    const version = isOnlyVersion(each, schemas) ? undefined : each.version;
    const file = schemaFileName(each.type, version);
    const read = readSchemaFileName(file);
    const isName = NAME.test(each.type) && read?.type === each.type && read.version === version;
    written.push({ file, outcome: isName ? await write(path.join(folder, file), each, force) : 'bad-name' });
  }
  return written;
}

function isOnlyVersion({ type, version }: InferredSchema, schemas: readonly InferredSchema[]): boolean {
  // A type that is called `agent.updated.v2` would be taken for version 2 of another.
  if (version !== 1 || /\.v\d+$/i.test(type)) return false;
  return schemas.every((other) => other.type.toLowerCase() !== type.toLowerCase() || other.version === 1);
}

async function write(file: string, inferred: InferredSchema, force: boolean): Promise<WrittenSchema['outcome']> {
  const { $schema, title, ...rest } = inferred.schema;
  const count = inferred.events.toLocaleString('en-US');
  const description = `Inferred from ${count} event${inferred.events === 1 ? '' : 's'}.`;
  const described = { $schema, title, description, ...rest };
  try {
    await writeFile(file, `${JSON.stringify(described, undefined, 2)}\n`, { flag: force ? 'w' : 'wx' });
    return 'written';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return 'kept';
    throw error;
  }
}
