import { quoted } from './sql.ts';

/** A table's name with its schema's, as SQL takes it. */
export function tableName(schema: string, table: string): string {
  return `${quoted(schema)}.${quoted(table)}`;
}
