import { Command } from '@commander-js/extra-typings';
import type { CommandMaker } from '../command.ts';
import { counted } from '../counted.ts';
import { AGGREGATE, JSON_OUTPUT, STORE, wholeNumber } from '../options.ts';
import { printJson } from '../print-json.ts';
import { UsageError } from '../usage-error.ts';
import { withStore } from '../with-store.ts';
import { theAggregate } from './the-aggregate.ts';

export const deleteSnapshots: CommandMaker = (context) =>
  new Command('delete')
    .summary('Delete snapshots of an aggregate.')
    .description('Deletes snapshots of an aggregate: those of a version, those that have expired, or all. Events stay.')
    .addOption(STORE)
    .addOption(AGGREGATE)
    .option('--version <n>', 'those of this version', wholeNumber(1))
    .option('--expired', 'those that have expired')
    .option('--all', 'all of them')
    .addOption(JSON_OUTPUT)
    .action(async (options) => {
      const aggregateId = theAggregate(options);
      const { version, expired, all } = options;
      if ((version !== undefined || expired !== undefined) === (all !== undefined)) {
        throw new UsageError('say which: --version, --expired or both, or --all');
      }
      const work = { readOnly: false };
      const deleted = await withStore(
        options,
        context,
        (store) => store.deleteSnapshots(aggregateId, { version, expired }),
        work,
      );
      if (options.json) printJson(context, { aggregate_id: aggregateId, deleted });
      else context.print(`Deleted ${counted(deleted, 'snapshot')} of ${aggregateId}.`);
    });
