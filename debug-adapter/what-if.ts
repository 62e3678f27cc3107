import { DomainError, messageOf } from '../server/domain/errors.ts';
import { compileExpression, toJson } from '../server/domain/expressions/index.ts';
import type { JsonValue } from '../server/domain/json.ts';
import type { WhatIf } from '../server/replay/edits.ts';
import type { EventView } from '../server/replay/event-view.ts';
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
  await replay.whatIf(all);
  views.clear();
  callStack.forget();
  variables.forget();
  if (adapter.client.supportsInvalidated) askToLookAgain(adapter);
  adapter.events.send('whatIf', { changes: replay.whatIfs.map(withoutValues) });
}

/**
 * VS Code shows the stop again that it remembers, and forgets one that follows so closely on a `continued` that it hears of
 * both at once: it would then show a replay that runs. So it is told of the stop again.
 */
function askToLookAgain({ client, events, launched }: Adapter): void {
  events.send('invalidated', { areas: ['all'] });
  const { movement, replay, breakpoints } = launched;
  const stop = movement.lastStop;
  if (client.isVsCode && stop) events.send('stopped', describeStop(stop, replay, breakpoints.hit(stop.hits)));
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
  try {
    return toJson(compileExpression(text).evaluate(view));
  } catch (error) {
    throw new DomainError('bad-expression', `${text} is no value: ${messageOf(error)}`);
  }
}

/** What was changed, in one line. */
export function describeWhatIf(change: WhatIf): string {
  const place = `event ${change.position} of ${change.aggregate_id}`;
  if (change.kind === 'skip') return `${place} is skipped`;
  if (change.kind === 'payload') return `${place} has another payload`;
  return `${change.path} is another after ${place}`;
}
