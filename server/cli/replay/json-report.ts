import type { RecordedEvent } from '../../domain/event.ts';
import { qualifiedType } from '../../domain/event-types.ts';
import { toJson } from '../../domain/expressions/index.ts';
import type { JsonObject, JsonValue } from '../../domain/json.ts';
import { formatStatePath } from '../../domain/state-path.ts';
import type { Watched } from '../../replay/watches.ts';
import type { CommandContext } from '../command.ts';
import { printJson } from '../print-json.ts';
import type { Plan } from './plan.ts';
import type { Report, Standing } from './report.ts';

/** JSON Lines: a `hit` or a `failure` each, and the `end`. */
export function jsonReport(context: CommandContext, { until }: Plan): Report {
  return {
    hit: (hit) =>
      printJson(context, {
        kind: 'hit',
        ...standing(hit),
        hits: hit.names,
        watches: valuesOf(hit.watches),
        anomalies: hit.anomalies.map(({ kind, message, expected = null, found = null }) => {
          return { kind, message, expected, found };
        }),
      }),
    failure: (failure) =>
      printJson(context, {
        kind: 'failure',
        rule: failure.rule,
        expression: failure.expression,
        error: failure.error ?? null,
        ...standing(failure),
        cause: failure.cause ? named(failure.cause) : null,
      }),
    end: ({ streams, hits, reached, failures, isCut }) =>
      printJson(context, { kind: 'end', streams, hits, ...(until && { reached }), failures, is_cut: isCut }),
  };
}

function standing({ event, position, changes }: Standing): JsonObject {
  return {
    ...named(event),
    position,
    changes: changes.map(({ path, old, new: now }) => ({
      path: formatStatePath(path),
      ...(old !== undefined && { old }),
      ...(now !== undefined && { new: now }),
    })),
  };
}

function named(event: RecordedEvent): { [key: string]: JsonValue } {
  const { aggregate_id, version, timestamp, event_id, causation_id } = event;
  return { aggregate_id, version, timestamp, type: qualifiedType(event), event_id, causation_id };
}

/** As in a session's file: a failing one reads `Error: …`. */
function valuesOf(watches: ReadonlyMap<string, Watched>): JsonObject {
  const values: { [expression: string]: JsonValue } = Object.create(null);
  for (const [expression, watched] of watches) {
    values[expression] = 'error' in watched ? `Error: ${watched.error}` : toJson(watched.value);
  }
  return values;
}
