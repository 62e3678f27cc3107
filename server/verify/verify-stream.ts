import type { Anomaly, FindViolation } from '../domain/anomalies.ts';
import type { EventStore } from '../domain/event-store.ts';
import { qualifiedType } from '../domain/event-types.ts';
import type { Projection } from '../projections/projection.ts';
import type { MovingView } from '../replay/event-view.ts';
import { Pace } from '../replay/pace.ts';
import { ReplaySession } from '../replay/replay-session.ts';
import { sweep } from '../replay/sweep.ts';
import type { Finding } from './finding.ts';
import { type EventRule, RULES, type Rule } from './rule.ts';
import { StreamSnapshots } from './stream-snapshots.ts';

export interface VerifyOptions {
  /** All that can be looked for when left out. */
  readonly rules?: ReadonlySet<Rule> | undefined;
  /** How events fold into the states that snapshots are held against; the default projection when left out. */
  readonly projection?: Projection | undefined;
  /** Tells which payloads do not match their schema; without it none is found not to. */
  readonly findViolation?: FindViolation | undefined;
  /** Told now and then how many events were looked at. */
  readonly onProgress?: ((events: number) => void) | undefined;
  /** Gives up: `cancelled`. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Replays a stream once and tells what is wrong with it, in its order; memory does not grow with its events. Returns how
 * many events it has. What `onFinding` returns is waited for. Throws `stream-not-found`, `cancelled`.
 */
export async function verifyStream(
  store: EventStore,
  aggregateId: string,
  { rules = new Set(RULES), projection, findViolation, onProgress, signal }: VerifyOptions,
  onFinding: (finding: Finding) => Promise<void> | undefined,
): Promise<number> {
  const session = await ReplaySession.open({ store, aggregateId, projection, findViolation });
  const snapshots = new StreamSnapshots(rules.has('snapshot') ? await store.listSnapshots(aggregateId) : []);
  const anomalies = new Set([...rules].filter((rule): rule is EventRule => rule !== 'snapshot'));
  let events = 0;
  await sweep(session, new Pace(onProgress, signal), { anomalies }, (view) => {
    events++;
    let told: Promise<void> | undefined;
    for (const finding of snapshots.settleBefore(view.event.version)) told = onFinding(finding) ?? told;
    for (const anomaly of anomaliesOf(view, rules)) told = onFinding(toFinding(view, anomaly)) ?? told;
    snapshots.compare(view);
    return told ?? true;
  });
  for (const finding of snapshots.settle()) await onFinding(finding);
  return events;
}

function anomaliesOf({ anomalies, failure }: MovingView, rules: ReadonlySet<Rule>): readonly Anomaly[] {
  if (!failure || !rules.has('projection-error')) return anomalies;
  return [...anomalies, { kind: 'projection-error', message: `The projection fails: ${failure.message}` }];
}

function toFinding({ event, position }: MovingView, { kind, message, expected, found }: Anomaly): Finding {
  const { aggregate_id, version, event_id, timestamp } = event;
  const rule = kind as EventRule;
  const where = { aggregate_id, version, position, event_id, timestamp, type: qualifiedType(event) };
  return { rule, ...where, message, expected, found };
}
