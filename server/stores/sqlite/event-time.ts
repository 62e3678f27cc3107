import { normaliseTimestamp } from '../../domain/timestamp.ts';

/** A stored timestamp in normal form; empty, and so before all others, when it cannot be read. */
export function eventTime(stored: unknown): string {
  if (typeof stored !== 'string' && typeof stored !== 'number') return '';
  try {
    return normaliseTimestamp(stored);
  } catch {
    return '';
  }
}
