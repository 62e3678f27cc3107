import { copyState, type Projection, type State } from '../projections/projection.ts';

/** One stream as far as it was folded. */
export interface Track {
  readonly aggregateId: string;
  /** How many of its events. */
  position: number;
  state: State;
}

/** The streams of a log, each as far as it was folded; those that have not begun may be missing. */
export type Tracks = Map<string, Track>;

export function trackOf(tracks: Tracks, aggregateId: string, projection: Projection): Track {
  const known = tracks.get(aggregateId);
  if (known) return known;
  const track = { aggregateId, position: 0, state: projection.initialState() };
  tracks.set(aggregateId, track);
  return track;
}

/** The values themselves are shared: they are never changed in place. */
export function copyTracks(tracks: ReadonlyMap<string, Readonly<Track>>): Tracks {
  const copy: Tracks = new Map();
  for (const [id, track] of tracks) copy.set(id, { ...track, state: copyState(track.state) });
  return copy;
}
