import type { StreamKey } from '../../domain/event.ts';

/** The order of a stream; ties are rowids here. */
export function compareKeys(a: StreamKey, b: StreamKey): number {
  return a.version - b.version || Number(a.tie) - Number(b.tie);
}
