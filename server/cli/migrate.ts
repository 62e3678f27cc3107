import { resolve } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import { DomainError } from '../domain/errors.ts';
import type { EventStore } from '../domain/event-store.ts';
import type { JsonValue } from '../domain/json.ts';
import { loadLift } from '../migration/load-lift.ts';
import { type MigrationOptions, migrateStore, surveyStore } from '../migration/migrate-store.ts';
import type { MigrationReport } from '../migration/migration-report.ts';
import { reportLines } from '../migration/report-lines.ts';
import { setAsideFile } from '../migration/set-aside-file.ts';
import { loadRegistry } from '../schemas/load-registry.ts';
import type { CommandContext, CommandMaker } from './command.ts';
import { JSON_OUTPUT, SCHEMAS, STORE, UPCASTERS } from './options.ts';
import { printJson } from './print-json.ts';
import { progressBar } from './progress-bar.ts';
import { UsageError } from './usage-error.ts';
import { withStore } from './with-store.ts';

const TYPES = new Option(
  '--types <spelling>',
  'spell event types bare (updated) or qualified (agent.updated); else as they are',
).choices(['bare', 'qualified']);

/** `event-replay migrate`: a foreign or older database as a store of ours, in a copy. */
export const migrate: CommandMaker = (context) =>
  new Command('migrate')
    .description(
      'Copies all events and snapshots of a database, in whatever form it is, into a new store, and checks that nothing was lost. The old one is only read. What the new one cannot hold is set aside in a file, with the reasons; then the exit code is 4. Begin with --dry-run: it tells what is there, and what has to be decided.',
    )
    .addOption(STORE)
    .option('--to <uri>', 'a SQLite file that is not there yet, or the URI of an empty store')
    .option('--dry-run', 'write nothing, and tell what would be done')
    .option('--renumber', 'events that share a version with another of their stream get versions of their own')
    .option('--make-ids', 'events without an id get one; else they are set aside')
    .option('--drop-columns', 'leave columns behind that an event has no place for')
    .addOption(TYPES)
    .addOption(UPCASTERS)
    .addOption(SCHEMAS)
    .option('--set-aside <file>', 'where events go that are set aside; NEW.set-aside.jsonl when left out')
    .option('--resume', 'go on with a copy that was interrupted, with the same options')
    .addOption(JSON_OUTPUT)
    .action(async ({ to, dryRun, ...options }) => {
      if (!to && !dryRun) throw new UsageError("say where to, for example '--store old.db --to new.db', or --dry-run");
      await withStore(options, context, async (source) => {
        const lifting = await liftingOf(options.upcasters ?? [], context);
        try {
          const migration: MigrationOptions = {
            renumber: options.renumber,
            makeIds: options.makeIds,
            dropColumns: options.dropColumns,
            types: options.types,
            resume: options.resume,
            lift: lifting?.lift,
            registry: options.schemas === undefined ? undefined : await loadRegistry(options.schemas),
          };
          if (dryRun) await survey(source, migration, options, context);
          else await copy(source, to!, migration, options, context);
        } finally {
          await lifting?.close();
        }
      });
    });

interface Told {
  readonly json?: true | undefined;
  readonly setAside?: string | undefined;
}

async function liftingOf(upcasters: readonly string[], { printError }: CommandContext) {
  if (upcasters.length === 0) return undefined;
  return loadLift(upcasters, { baseFolder: process.cwd(), onOutput: (text) => printError(text) });
}

async function survey(
  source: EventStore,
  migration: MigrationOptions,
  { json }: Told,
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
  { json, setAside: named }: Told,
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
  { showProgress, signal }: CommandContext,
): Promise<MigrationOptions['onProgress']> {
  const total = showProgress && (await source.countEvents({}));
  const show = progressBar(showProgress);
  return ({ events }) => {
    signal.throwIfAborted();
    show({ events, fraction: total ? events / total : undefined });
  };
}

function tell(report: MigrationReport, json: true | undefined, isDryRun: boolean, context: CommandContext): void {
  context.showProgress?.('');
  if (json) printJson(context, report as unknown as JsonValue);
  else reportLines(report, isDryRun).forEach(context.print);
}
