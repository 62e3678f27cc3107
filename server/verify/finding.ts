import type { Rule } from './rule.ts';

/** One thing that is wrong, and where. */
export interface Finding {
  readonly rule: Rule;
  readonly aggregate_id: string;
  /** Of the event, or of the snapshot. */
  readonly version: number;
  /** Where the event stands in its stream; null for a snapshot. */
  readonly position: number | null;
  /** The event, or the last one that the snapshot holds. */
  readonly event_id: string;
  /** When it happened, or when the snapshot was taken. */
  readonly timestamp: string;
  /** The qualified type of the event; null for a snapshot. */
  readonly type: string | null;
  /** One sentence. */
  readonly message: string;
  readonly expected?: string | undefined;
  readonly found?: string | undefined;
}
