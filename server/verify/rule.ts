import { ANOMALY_KINDS, type AnomalyKind } from '../domain/anomalies.ts';

/** That something failed is what such an event is there to say: it is no fault of the stream. */
export type EventRule = Exclude<AnomalyKind, 'failed-event'>;

/** What a stream is held against: what can be wrong with its events, and with its snapshots. */
export type Rule = EventRule | 'snapshot';

const EVENT_RULES = ANOMALY_KINDS.filter((kind): kind is EventRule => kind !== 'failed-event');

export const RULES: readonly Rule[] = [...EVENT_RULES, 'snapshot'];
