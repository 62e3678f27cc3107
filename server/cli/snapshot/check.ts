import { Command } from '@commander-js/extra-typings';
import { changeText } from '../../domain/change-text.ts';
import type { Snapshot } from '../../domain/event-store.ts';
import { formatStatePath } from '../../domain/state-path.ts';
import { checkSnapshot, type SnapshotCheck } from '../../snapshots/check-snapshot.ts';
import type { CommandContext, CommandMaker } from '../command.ts';
import { NegativeAnswer } from '../negative-answer.ts';
import { AGGREGATE, JSON_OUTPUT, NO_JSON, PROJECTION, STORE, UPCASTERS } from '../options.ts';
import { plainText, styled } from '../plain-text.ts';
import { printJson, wantsJson } from '../print-json.ts';
import { takeTurns } from '../take-turns.ts';
import { withUserCode } from '../user-code.ts';
import { withStore } from '../with-store.ts';
import { theAggregate } from './the-aggregate.ts';

/** Characters of a value. */
const PREVIEW = 80;

export const checkSnapshots: CommandMaker = (context) =>
  new Command('check')
    .summary('Compare snapshots with the replay.')
    .description(
      "Compares every snapshot of an aggregate with the replay of its stream and prints where they differ: the snapshot's value, then the replay's. When one does, the exit code is 1.",
    )
    .addOption(STORE)
    .addOption(AGGREGATE)
    .addOption(PROJECTION)
    .addOption(UPCASTERS)
    .addOption(JSON_OUTPUT)
    .addOption(NO_JSON)
    .action(async (options) => {
      const aggregateId = theAggregate(options);
      const tell = wantsJson(options, context) ? tellJson : tellText;
      const wrong = await withStore(options, context, (store) =>
        withUserCode(options, context, async ({ projection }) => {
          let count = 0;
          for (const snapshot of await store.listSnapshots(aggregateId)) {
            await takeTurns(context);
            const check = await checkSnapshot(store, snapshot, { projection });
            tell(context, snapshot, check);
            if (!check.agrees) count++;
          }
          return count;
        }),
      );
      if (wrong > 0) {
        throw new NegativeAnswer(
          wrong === 1 ? 'a snapshot disagrees with the replay' : `${wrong} snapshots disagree with the replay`,
        );
      }
    });

type Tell = (context: CommandContext, snapshot: Snapshot, check: SnapshotCheck) => void;

const tellJson: Tell = (context, { aggregate_id, version }, { agrees, sameEvent, differences }) =>
  printJson(context, {
    aggregate_id,
    version,
    agrees,
    same_event: sameEvent,
    differences: differences.map(({ path, old, new: now }) => ({
      path: formatStatePath(path),
      ...(old !== undefined && { snapshot: old }),
      ...(now !== undefined && { replay: now }),
    })),
  });

const tellText: Tell = (context, { version }, { agrees, sameEvent, differences }) => {
  context.print(
    `version ${version}  ${agrees ? styled(context, 'green', 'agrees') : styled(context, 'red', 'disagrees')}`,
  );
  if (!sameEvent) context.print('    it names another event than the stream has there');
  for (const { path, old, new: now } of differences) {
    context.print(plainText(`    ${formatStatePath(path)}: ${changeText(old, now, PREVIEW)}`));
  }
};
