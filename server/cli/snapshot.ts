import { Command } from '@commander-js/extra-typings';
import type { CommandMaker } from './command.ts';
import { checkSnapshots } from './snapshot/check.ts';
import { deleteSnapshots } from './snapshot/delete.ts';
import { listSnapshots } from './snapshot/list.ts';
import { takeOne } from './snapshot/take.ts';

/** `event-replay snapshot`: states that are stored so that a service starts faster. */
export const snapshot: CommandMaker = (context) =>
  new Command('snapshot')
    .description(
      'Snapshots are states that are stored so that a service starts faster. They are made by a projection: name the one of your service with --projection.',
    )
    .addCommand(takeOne(context))
    .addCommand(listSnapshots(context))
    .addCommand(checkSnapshots(context))
    .addCommand(deleteSnapshots(context));
