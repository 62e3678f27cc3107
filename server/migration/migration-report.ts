import type { StoreInspection } from '../domain/store-inspection.ts';

/** Of so many cases it is said where they are; the rest is counted. */
const MOST_EXAMPLES = 10;

/** How often something was found, and sentences about the first cases. */
export interface Noted {
  count: number;
  readonly examples: string[];
}

/** What a migration found and did, or in a dry run would do. */
export interface MigrationReport {
  /** What the source told of its table; undefined where it makes its tables itself. */
  readonly inspection: StoreInspection | undefined;
  /** What the migration was not begun for, as sentences that say what to do; the rest is counted nevertheless. */
  readonly obstacles: readonly string[];
  /** Events that were read. */
  events: number;
  /** Of those, the ones that are in the copy. */
  copied: number;
  /** And the ones that are not, with the reasons. */
  readonly setAside: Noted;
  renumbered: number;
  madeIds: number;
  /** How event types are spelled in the source. */
  readonly spellings: { bare: number; qualified: number };
  lifted: number;
  /** Upcasters did not reach the newest version of these: they are copied as they were recorded. */
  readonly notLifted: Noted;
  /** These do not match their schema, and are copied as they are. */
  readonly violations: Noted;
  readonly snapshots: { copied: number; readonly leftBehind: Noted };
}

export function emptyReport(inspection: StoreInspection | undefined, obstacles: readonly string[]): MigrationReport {
  const noted = (): Noted => ({ count: 0, examples: [] });
  return {
    inspection,
    obstacles,
    events: 0,
    copied: 0,
    setAside: noted(),
    renumbered: 0,
    madeIds: 0,
    spellings: { bare: 0, qualified: 0 },
    lifted: 0,
    notLifted: noted(),
    violations: noted(),
    snapshots: { copied: 0, leftBehind: noted() },
  };
}

export function note(noted: Noted, sentence: string): void {
  noted.count++;
  if (noted.examples.length < MOST_EXAMPLES) noted.examples.push(sentence);
}
