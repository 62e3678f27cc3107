import { itAppends } from './contract/appending.ts';
import { itLists } from './contract/listing.ts';
import { itQueries } from './contract/querying.ts';
import { itSearches } from './contract/searching.ts';
import { itKeepsSnapshots } from './contract/snapshots.ts';
import { itReadsStreams } from './contract/streams.ts';
import { itTails } from './contract/tailing.ts';
import type { OpenEmptyStore } from './contract/with-store.ts';

/** What every store promises. `open` makes a new, empty store that may be written to. */
export function itKeepsTheStoreContract(open: OpenEmptyStore): void {
  describe('appending', () => itAppends(open));
  describe('reading streams', () => itReadsStreams(open));
  describe('searching a stream', () => itSearches(open));
  describe('querying', () => itQueries(open));
  describe('listing', () => itLists(open));
  describe('snapshots', () => itKeepsSnapshots(open));
  describe('following', () => itTails(open));
}
