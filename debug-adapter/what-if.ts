import { DomainError, messageOf } from '../server/domain/errors.ts';
import { isMoment } from '../server/domain/expressions/datetime/moments.ts';
import { compileExpression, toJson, typeName } from '../server/domain/expressions/index.ts';
import type { Value } from '../server/domain/expressions/value.ts';
import type { JsonValue } from '../server/domain/json.ts';
import type { WhatIf } from '../server/replay/edits.ts';
import type { EventView } from '../server/replay/event-view.ts';
import type { Stop } from '../server/replay/stop.ts';
import type { Adapter } from './adapter.ts';
import { describeStop } from './describe-stop.ts';

/** Throws `bad-launch` unless the user asked for what-ifs. */
export function assertWhatIfAllowed({ launched: { args, movement } }: Adapter): void {
  movement.assertStill();
  if (args.allowWhatIf) return;
  throw new DomainError(
    'bad-launch',
    'Set "allowWhatIf": true in launch.json to change a replay. The store stays as it is.',
  );
}

/** From now on the replay folds with all of these; the client is told to look again. */
export async function applyWhatIfs(adapter: Adapter, all: readonly WhatIf[]): Promise<void> {
  const { replay, views, callStack, variables } = adapter.launched;
  const stop = await replay.whatIf(all);
  views.clear();
  callStack.forget();
  variables.forget();
  askToLookAgain(adapter, stop);
  adapter.events.send('whatIf', { changes: replay.whatIfs.map(withoutValues) });
}

/**
 * VS Code shows the stop again that it remembers, and forgets one that follows so closely on a `continued` that it hears of
 * both at once: it would then show a replay that runs. So it is told of the stop again, as are clients that know of stops
 * only, and all when the user's code did not return and the replay stands where it was cut short.
 */
function askToLookAgain({ client, events, launched }: Adapter, after: Stop): void {
  if (client.supportsInvalidated) events.send('invalidated', { areas: ['all'] });
  const { movement, replay, breakpoints } = launched;
  const wasCut = after.reason === 'pause';
  const stop = wasCut ? after : movement.lastStop;
  if (!stop || !(wasCut || client.isVsCode || !client.supportsInvalidated)) return;
  events.send('stopped', describeStop(stop, replay, breakpoints.hit(stop.hits)));
}

/** Values can be what JSON has no shape for, and nobody asks for them. */
function withoutValues(change: WhatIf) {
  const { aggregate_id, position } = change;
  return change.kind === 'value'
    ? { kind: change.kind, aggregate_id, position, path: change.path }
    : { kind: change.kind, aggregate_id, position };
}

/** A value that a user typed, which is an expression as of an event. Throws `bad-expression`. */
export function valueWritten(text: string, view: EventView): JsonValue {
  let value: Value;
  try {
    value = compileExpression(text).evaluate(view);
  } catch (error) {
    throw new DomainError('bad-expression', `${text} is no value: ${messageOf(error)}`);
  }
  const json = toJson(value);
  // What has no JSON becomes its text.
  if (typeof json === 'string' && typeof value !== 'string' && !isMoment(value)) {
    throw new DomainError('bad-expression', `${text} is a ${typeName(value)}, which no state can hold`);
  }
  return json;
}

/** What was changed, in one line. */
export function describeWhatIf(change: WhatIf): string {
  const place = `event ${change.position} of ${change.aggregate_id}`;
  if (change.kind === 'skip') return `${place} is skipped`;
  if (change.kind === 'payload') return `${place} has another payload`;
  return `${change.path} is another after ${place}`;
}
