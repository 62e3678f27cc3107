import { DomainError } from '../domain/errors.ts';
import { RecordedEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import { importEvents } from '../transfer/import-events.ts';
import { addContents, checkContents, emptyContents, removeContents } from './check-copy.ts';
import type { Conversion } from './conversion.ts';
import { convertEvents, placeOf } from './convert-events.ts';
import { copySnapshots } from './copy-snapshots.ts';
import { emptyReport, type MigrationReport, note } from './migration-report.ts';
import { obstaclesOf } from './obstacles.ts';

export interface MigrationOptions extends Conversion {
  /** Columns that a store of ours does not have may be left behind. */
  readonly dropColumns?: boolean | undefined;
  /** Go on with a copy that an earlier migration, with the same options, was interrupted at. */
  readonly resume?: boolean | undefined;
  /** Gets the events that are not in the copy, each with the reason, as a line that `import` reads once it is mended. */
  readonly onSetAside?: ((line: string) => void | Promise<void>) | undefined;
  /** Told from time to time how many events were copied, and then, how many of the copy were checked. */
  readonly onProgress?: ((progress: MigrationProgress) => void) | undefined;
}

export interface MigrationProgress {
  readonly step: 'reading' | 'copying' | 'checking';
  readonly events: number;
}

/** How often a dry run tells its progress. */
const REPORT_EVERY = 1_000;

/** What a migration would do. Nothing is written. */
export async function surveyStore(source: EventStore, options: MigrationOptions = {}): Promise<MigrationReport> {
  const inspection = await source.inspect?.();
  const report = emptyReport(inspection, obstaclesOf(inspection, options));
  for await (const { event } of convertEvents(source, options, report)) {
    if (event instanceof DomainError) note(report.setAside, event.message);
    else report.copied++;
    if (report.events % REPORT_EVERY === 0) options.onProgress?.({ step: 'reading', events: report.events });
  }
  return report;
}

/**
 * Copies a store of whatever form into an empty one of ours, and checks that the copy holds what it must. The source is
 * only read. Memory does not grow with the number of events. Called again with `resume` it goes on where it was
 * interrupted. Throws `invalid-event` when something stands in the way that is to be decided first (nothing was written
 * then), and `store-failed` when the copy is not what it must be.
 */
export async function migrateStore(
  source: EventStore,
  target: EventStore,
  options: MigrationOptions = {},
): Promise<MigrationReport> {
  const inspection = await source.inspect?.();
  const obstacles = obstaclesOf(inspection, options);
  if (obstacles.length > 0) throw new DomainError('invalid-event', `Nothing was copied. ${obstacles.join(' ')}`);
  await checkTarget(source, target, options);
  const report = emptyReport(inspection, obstacles);
  const expected = emptyContents();
  const items = (async function* () {
    for await (const item of convertEvents(source, options, report)) {
      if (item.event instanceof RecordedEvent) addContents(expected, item.event, item.payload);
      yield item;
    }
  })();
  const { imported, skipped } = await importEvents(items, target, {
    onReject: async ({ text, event, payload, error }) => {
      if (event instanceof RecordedEvent) removeContents(expected, event, payload);
      const sentence = event instanceof RecordedEvent ? `${placeOf(event)}: ${error.message}` : error.message;
      note(report.setAside, sentence);
      await options.onSetAside?.(`{"problem": ${JSON.stringify(sentence)}, ${text.slice(1)}`);
    },
    onProgress: () => options.onProgress?.({ step: 'copying', events: report.events }),
  });
  report.copied = imported + skipped;
  await checkSource(source, report);
  await checkContents(target, expected, (events) => options.onProgress?.({ step: 'checking', events }));
  await copySnapshots(source, target, report);
  return report;
}

/** Is it empty, or to be gone on with, and does it keep versions unique? */
async function checkTarget(source: EventStore, target: EventStore, { resume }: MigrationOptions): Promise<void> {
  if (source.address === target.address) throw refused(`${target.address} is to be copied: name another store for it`);
  const held = await target.countEvents({});
  if (held > 0 && !resume) {
    throw refused(
      `${target.address} holds events: name a new store, or go on with a copy that was interrupted (--resume)`,
    );
  }
  const inspection = await target.inspect?.();
  if (inspection && !inspection.hasUniqueVersions) {
    throw refused(`${target.address} does not keep versions unique: name a store that does not exist, and it is made`);
  }
}

function refused(message: string): DomainError {
  return new DomainError('store-failed', message);
}

/** Every row must have been read, or somebody writes to the source. */
async function checkSource(source: EventStore, { events }: MigrationReport): Promise<void> {
  const held = await source.countEvents({});
  if (held === events) return;
  throw new DomainError(
    'store-failed',
    `${source.address} holds ${held} events, and ${events} were read: when nobody writes to it, go on with --resume`,
  );
}
