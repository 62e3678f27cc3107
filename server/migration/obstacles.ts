import type { StoreInspection } from '../domain/store-inspection.ts';
import type { MigrationOptions } from './migrate-store.ts';

/** What has to be decided before anything is copied, as sentences with the choices. */
export function obstaclesOf(
  inspection: StoreInspection | undefined,
  { renumber, dropColumns }: Pick<MigrationOptions, 'renumber' | 'dropColumns'>,
): string[] {
  if (!inspection) return [];
  const obstacles: string[] = [];
  const { repeatedVersions, otherColumns } = inspection;
  if (repeatedVersions.length > 0 && !renumber) {
    const [first] = repeatedVersions;
    const others = repeatedVersions.length === 1 ? '' : ` and ${repeatedVersions.length - 1} others`;
    obstacles.push(
      `Several events share a version in the stream of ${first!.aggregate_id}${others}: give them versions of their own with --renumber.`,
    );
  }
  if (otherColumns.length > 0 && !dropColumns) {
    const names = otherColumns.map(({ name, rows }) => `${name} (${rows} rows)`).join(', ');
    obstacles.push(`An event has no place for what these columns hold: ${names}; leave it behind with --drop-columns.`);
  }
  return obstacles;
}
