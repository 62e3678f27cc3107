import { DomainError } from '../domain/errors.ts';
import { writeListing } from '../listing/write-listing.ts';
import { WINDOW_SIZE, windowOf } from '../protocol/stream-address.ts';
import type { Command } from './command.ts';
import { parseOptions } from './parse-options.ts';
import { UsageError } from './usage-error.ts';

const OPTIONS = {
  store: { type: 'string' },
  aggregate: { type: 'string' },
  position: { type: 'string', default: '1' },
} as const;

/** `event-replay listing`: a stream as the file in which editors other than VS Code set breakpoints, before a session. */
export const listing: Command = {
  name: 'listing',
  summary: 'Write a stream as a file to set breakpoints in.',
  help: `Usage: event-replay listing --store STORE --aggregate ID [--position N]

Writes an aggregate's stream as a read-only file, one event a line, and prints its path. A debug session with the source
mode 'file' shows the same file, so breakpoints can be set in it before the session starts.

Options:
  --store STORE   a SQLite file, or the URI of a store
  --aggregate ID  whose stream, for example agent-123
  --position N    an event that the file should show: each file has ${WINDOW_SIZE.toLocaleString('en-US')} of them (default: 1)
  --help          show this text`,

  async run(args, context) {
    const { store: uri, aggregate, position } = parseOptions('listing', args, OPTIONS);
    if (!uri || !aggregate) throw new UsageError("name both, for example '--store events.db --aggregate agent-123'");
    if (!/^[1-9]\d*$/.test(position)) throw new UsageError(`--position takes a number from 1, not '${position}'`);
    const store = await context.openStore(uri);
    try {
      const count = await store.countStream(aggregate);
      if (count === 0) {
        throw new DomainError('stream-not-found', `${store.address} has no events of an aggregate '${aggregate}'`);
      }
      if (Number(position) > count) {
        throw new DomainError('bad-position', `${aggregate} has ${count} events: --position is at most ${count}`);
      }
      const { firstPosition } = windowOf(Number(position));
      context.print((await writeListing(store, { aggregateId: aggregate, firstPosition })).path);
    } finally {
      await store.close();
    }
  },
};
