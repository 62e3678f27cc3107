import { existsSync } from 'node:fs';
import { isDomainError } from '../../domain/errors.ts';
import type { Event } from '../../domain/event.ts';
import type { CommandContext } from '../command.ts';

/**
 * What is at the place of the demo store. A demo store is known by the demo's first event, so that one that was added
 * to, or that an earlier version made, still counts as one.
 */
export async function whatFileHolds(
  file: string,
  events: readonly Event[],
  openStore: CommandContext['openStore'],
): Promise<'nothing' | 'the demo' | 'something else'> {
  if (!existsSync(file)) return 'nothing';
  try {
    const store = await openStore(`sqlite:${file}`);
    try {
      return (await store.getEvent(events[0]!.event_id)) ? 'the demo' : 'something else';
    } finally {
      await store.close();
    }
  } catch (error) {
    if (isDomainError(error, 'not-a-store')) return 'something else';
    throw error;
  }
}
