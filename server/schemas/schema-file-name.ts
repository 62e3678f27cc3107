/** `agent.updated.json`, `updated.json`, `agent.updated.v2.json`. */
const FILE = /^(?<type>.+?)(?:\.v(?<version>\d{1,9}))?\.json$/i;

export interface SchemaName {
  readonly type: string;
  readonly version: number | undefined;
}

/** The name of the file that holds the schema of a type, or of one version of it. */
export function schemaFileName(type: string, version?: number): string {
  return version === undefined ? `${type}.json` : `${type}.v${version}.json`;
}

/** Undefined for a file that is no schema's. */
export function readSchemaFileName(file: string): SchemaName | undefined {
  const found = FILE.exec(file)?.groups;
  if (!found) return undefined;
  return { type: found.type!, version: found.version === undefined ? undefined : Number(found.version) };
}
