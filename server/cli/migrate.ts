import { resolve } from 'node:path';
import { DomainError } from '../domain/errors.ts';
import type { EventStore } from '../domain/event-store.ts';
import { loadLift } from '../migration/load-lift.ts';
import { type MigrationOptions, migrateStore, surveyStore } from '../migration/migrate-store.ts';
import type { MigrationReport } from '../migration/migration-report.ts';
import { reportLines } from '../migration/report-lines.ts';
import { setAsideFile } from '../migration/set-aside-file.ts';
import { loadRegistry } from '../schemas/load-registry.ts';
import type { Command, CommandContext } from './command.ts';
import { parseOptions } from './parse-options.ts';
import { progressBar } from './progress-bar.ts';
import { UsageError } from './usage-error.ts';

const OPTIONS = {
  store: { type: 'string' },
  to: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  renumber: { type: 'boolean', default: false },
  'make-ids': { type: 'boolean', default: false },
  'drop-columns': { type: 'boolean', default: false },
  types: { type: 'string' },
  upcasters: { type: 'string', multiple: true },
  schemas: { type: 'string' },
  'set-aside': { type: 'string' },
  resume: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

type Options = ReturnType<typeof parseOptions<typeof OPTIONS>>;

/** `event-replay migrate`: a foreign or older database as a store of ours, in a copy. */
export const migrate: Command = {
  name: 'migrate',
  summary: 'Bring a foreign or older database to our form, in a copy.',
  help: `Usage: event-replay migrate --store OLD --to NEW [options]
       event-replay migrate --store OLD --dry-run [options]

Copies all events and snapshots of a database, in whatever form it is, into a new store, and checks that nothing was
lost. The old one is only read. What the new one cannot hold is set aside in a file, with the reasons; then the exit code
is 4. Begin with --dry-run: it tells what is there, and what has to be decided.

Options:
  --store OLD       a SQLite file, or the URI of a store
  --to NEW          a SQLite file that is not there yet, or the URI of an empty store
  --dry-run         write nothing, and tell what would be done
  --renumber        events that share a version with another of their stream get versions of their own
  --make-ids        events without an id get one; else they are set aside
  --drop-columns    leave columns behind that an event has no place for
  --types SPELLING  spell event types bare (updated) or qualified (agent.updated); else as they are
  --upcasters FILE  lift events to their newest shape; may be given more than once
  --schemas DIR     tell which events do not match these JSON Schemas
  --set-aside FILE  where events go that are set aside (default: NEW.set-aside.jsonl)
  --resume          go on with a copy that was interrupted, with the same options
  --json            print the report as JSON
  --help            show this text`,

  async run(args, context) {
    const { store: uri, to, ...options } = parseOptions('migrate', args, OPTIONS);
    const isDryRun = options['dry-run'];
    if (!uri || (!to && !isDryRun)) throw new UsageError("name both, for example '--store old.db --to new.db'");
    const { types } = options;
    if (types !== undefined && types !== 'bare' && types !== 'qualified') {
      throw new UsageError(`--types is bare or qualified, not '${types}'`);
    }
    const source = await context.openStore(uri);
    const lifting = await liftingOf(options, context);
    try {
      const migration: MigrationOptions = {
        ...{ renumber: options.renumber, makeIds: options['make-ids'], dropColumns: options['drop-columns'], types },
        ...{ resume: options.resume, lift: lifting?.lift },
        registry: options.schemas === undefined ? undefined : await loadRegistry(options.schemas),
      };
      if (isDryRun) await survey(source, migration, options, context);
      else await copy(source, to!, migration, options, context);
    } finally {
      await lifting?.close();
      await source.close();
    }
  },
};

async function liftingOf({ upcasters = [] }: Pick<Options, 'upcasters'>, { printError }: CommandContext) {
  if (upcasters.length === 0) return undefined;
  return loadLift(upcasters, { baseFolder: process.cwd(), onOutput: (text) => printError(text) });
}

async function survey(
  source: EventStore,
  migration: MigrationOptions,
  { json }: Pick<Options, 'json'>,
  context: CommandContext,
): Promise<void> {
  const onProgress = await progressOf(source, context);
  const report = await surveyStore(source, { ...migration, onProgress });
  tell(report, json, true, context);
  if (report.obstacles.length > 0) throw new DomainError('invalid-event', 'It would not be copied: decide these first');
}

async function copy(
  source: EventStore,
  to: string,
  migration: MigrationOptions,
  { json, 'set-aside': named }: Pick<Options, 'json' | 'set-aside'>,
  context: CommandContext,
): Promise<void> {
  const onProgress = await progressOf(source, context);
  const target = await context.openStore(to, { readOnly: false });
  try {
    const file = named ?? `${/^sqlite:(.+)$/.exec(target.address)?.[1] ?? resolve('events')}.set-aside.jsonl`;
    const aside = setAsideFile(file, { replace: migration.resume === true });
    const migrating = migrateStore(source, target, { ...migration, onSetAside: aside.write, onProgress });
    const report = await migrating.finally(aside.close);
    tell(report, json, false, context);
    if (!json) context.print(`Checked: ${target.address} holds every event that is not set aside.`);
    const { count } = report.setAside;
    if (count === 0) return;
    throw new DomainError('invalid-event', `${count} event${count === 1 ? '' : 's'} set aside; see ${file}`);
  } finally {
    await target.close();
  }
}

async function progressOf(
  source: EventStore,
  { showProgress }: CommandContext,
): Promise<MigrationOptions['onProgress']> {
  const total = showProgress && (await source.countEvents({}));
  const show = progressBar(showProgress);
  return ({ events }) => show({ events, fraction: total ? events / total : undefined });
}

function tell(report: MigrationReport, json: boolean, isDryRun: boolean, context: CommandContext): void {
  context.showProgress?.('');
  if (json) context.print(JSON.stringify(report));
  else reportLines(report, isDryRun).forEach(context.print);
}
