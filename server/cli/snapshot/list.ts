import { Command } from '@commander-js/extra-typings';
import type { Snapshot } from '../../domain/event-store.ts';
import { toJsonText } from '../../domain/json-text.ts';
import type { CommandMaker } from '../command.ts';
import { AGGREGATE, JSON_OUTPUT, NO_JSON, STORE } from '../options.ts';
import { printJson, wantsJson } from '../print-json.ts';
import { tablePrinter } from '../table.ts';
import { withStore } from '../with-store.ts';
import { theAggregate } from './the-aggregate.ts';

export const listSnapshots: CommandMaker = (context) =>
  new Command('list')
    .summary('List the snapshots of an aggregate.')
    .description('Lists the snapshots of an aggregate, those that have expired too, the highest version first.')
    .addOption(STORE)
    .addOption(AGGREGATE)
    .addOption(JSON_OUTPUT)
    .addOption(NO_JSON)
    .action(async (options) => {
      const aggregateId = theAggregate(options);
      const snapshots = await withStore(options, context, (store) => store.listSnapshots(aggregateId));
      if (wantsJson(options, context)) for (const snapshot of snapshots) printJson(context, { ...snapshot });
      else if (snapshots.length > 0) tablePrinter(context, COLUMNS)(snapshots);
      else context.printError(`${aggregateId} has no snapshots.`);
    });

const COLUMNS = [
  { title: 'version', align: 'right', text: ({ version }: Snapshot) => String(version) },
  { title: 'taken', text: ({ created_at }: Snapshot) => created_at },
  { title: 'expires', text: ({ expires_at }: Snapshot) => expires_at ?? 'never' },
  { title: 'state', text: ({ snapshot_data }: Snapshot) => toJsonText(snapshot_data) },
] as const;
