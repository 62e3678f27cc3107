import { Refusal } from '../refusal.ts';
import type { LiveSession } from './live-session.ts';

/** Watches an expression; watching it twice changes nothing. Throws `limit-reached`. */
export function addWatchTo({ replay: { watches } }: LiveSession, expression: string, most: number): void {
  if (watches.list().length >= most && !watches.list().includes(expression)) {
    throw new Refusal('limit-reached', `A session has at most ${most} watches: remove one`);
  }
  watches.add(expression);
}
