import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { takeSnapshot } from '../../snapshots/take-snapshot.ts';
import type { CommandMaker } from '../command.ts';
import { AGGREGATE, JSON_OUTPUT, PROJECTION, STORE, UPCASTERS, wholeNumber } from '../options.ts';
import { printJson } from '../print-json.ts';
import { withUserCode } from '../user-code.ts';
import { withStore } from '../with-store.ts';
import { theAggregate } from './the-aggregate.ts';

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

export const takeOne: CommandMaker = (context) =>
  new Command('take')
    .summary('Fold a stream and store its state.')
    .description('Folds a stream up to its end, or to a version, and stores the state.')
    .addOption(STORE)
    .addOption(AGGREGATE)
    .option('--version <n>', 'the state after this version; the latest when left out', wholeNumber(1))
    .option('--keep-for <time>', 'when it expires: 30m, 12h, 7d; never when left out', duration)
    .addOption(PROJECTION)
    .addOption(UPCASTERS)
    .addOption(JSON_OUTPUT)
    .action(async (options) => {
      const aggregateId = theAggregate(options);
      const { version, keepFor: keepForMs } = options;
      const taken = await withUserCode(options, context, ({ projection }) =>
        withStore(options, context, (store) => takeSnapshot(store, aggregateId, { version, keepForMs, projection }), {
          readOnly: false,
        }),
      );
      const { last_event_id, expires_at } = taken;
      if (options.json)
        printJson(context, { aggregate_id: aggregateId, version: taken.version, last_event_id, expires_at });
      else context.print(`Took a snapshot of ${aggregateId} at version ${taken.version}.`);
    });

/** Milliseconds of `30m`. */
function duration(text: string): number {
  const [, number, unit] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  if (unit === undefined) throw new InvalidArgumentError('It takes a time such as 30m, 12h or 7d.');
  return Number(number) * UNITS[unit]!;
}
