import { type Compatibility, type CompatibilityOptions, checkCompatibility } from './check-compatibility.ts';
import { schemaFileName } from './schema-file-name.ts';
import type { SchemaRegistry } from './schema-registry.ts';

/** What became of a type from one version to the next. */
export interface VersionCheck extends Compatibility {
  /** The names of the two schemas: `agent.updated.json`, `agent.updated.v2.json`. */
  readonly older: string;
  readonly newer: string;
}

/** Holds every schema of a type against the one before it. One for every version counts as the oldest. */
export function checkVersions({ schemas }: SchemaRegistry, options: CompatibilityOptions = {}): VersionCheck[] {
  return schemas.slice(1).flatMap((newer, index) => {
    const older = schemas[index]!;
    if (older.type.toLowerCase() !== newer.type.toLowerCase()) return [];
    const names = {
      older: schemaFileName(older.type, older.version),
      newer: schemaFileName(newer.type, newer.version),
    };
    return [{ ...names, ...checkCompatibility(older.schema, newer.schema, options) }];
  });
}
