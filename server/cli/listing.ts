import { Command } from '@commander-js/extra-typings';
import { DomainError } from '../domain/errors.ts';
import type { EventStore } from '../domain/event-store.ts';
import { writeListing } from '../listing/write-listing.ts';
import { WINDOW_SIZE, windowOf } from '../protocol/stream-address.ts';
import type { CommandMaker } from './command.ts';
import { AGGREGATE, JSON_OUTPUT, STORE, wholeNumber } from './options.ts';
import { printJson } from './print-json.ts';
import { UsageError } from './usage-error.ts';
import { withStore } from './with-store.ts';

/** `event-replay listing`: a stream as the file in which editors other than VS Code set breakpoints, before a session. */
export const listing: CommandMaker = (context) =>
  new Command('listing')
    .description(
      "Writes an aggregate's stream as a read-only file, one event a line, and prints its path. A debug session with the source mode 'file' shows the same file, so breakpoints can be set in it before the session starts.",
    )
    .addOption(STORE)
    .addOption(AGGREGATE)
    .option(
      '--position <n>',
      `an event that the file should show: each file has ${WINDOW_SIZE.toLocaleString('en-US')} of them`,
      wholeNumber(1),
      1,
    )
    .addOption(JSON_OUTPUT)
    .action(async ({ aggregate, position, ...options }) => {
      if (!aggregate) throw new UsageError("name the aggregate, for example '--aggregate agent-123'");
      const path = await withStore(options, context, (store) => write(store, aggregate, position));
      if (options.json) printJson(context, { path });
      else context.print(path);
    });

async function write(store: EventStore, aggregate: string, position: number): Promise<string> {
  const count = await store.countStream(aggregate);
  if (count === 0) {
    throw new DomainError('stream-not-found', `${store.address} has no events of an aggregate '${aggregate}'`);
  }
  if (position > count) {
    throw new DomainError('bad-position', `${aggregate} has ${count} events: --position is at most ${count}`);
  }
  const { firstPosition } = windowOf(position);
  return (await writeListing(store, { aggregateId: aggregate, firstPosition })).path;
}
