import type { DebugProtocol } from '@vscode/debugprotocol';
import { DomainError } from '../server/domain/errors.ts';
import { repr, typeName } from '../server/domain/expressions/index.ts';
import { isJsonArray, isJsonObject, type JsonObject } from '../server/domain/json.ts';
import { formatStatePath, parseStatePath, valueAt } from '../server/domain/state-path.ts';
import type { Pace } from '../server/replay/pace.ts';
import type { Adapter } from './adapter.ts';
import { toContainer } from './variables/value-item.ts';
import type { StatePart } from './variables/variables.ts';
import { applyWhatIfs, assertWhatIfAllowed, valueWritten } from './what-if.ts';

const PREVIEW = 1_000;

type Answer = Required<Pick<DebugProtocol.Variable, 'value' | 'type' | 'variablesReference'>>;

/** A part of the state becomes another after an event, in this replay only. Answers with the new value. */
export async function setStateValue(
  adapter: Adapter,
  { path, asOf: { aggregateId: aggregate_id, position } }: StatePart,
  text: string,
  pace: Pace,
): Promise<Answer> {
  assertWhatIfAllowed(adapter);
  const { replay, views, variables } = adapter.launched;
  if (!replay.aggregateIds.includes(aggregate_id)) {
    throw new DomainError('bad-position', `${aggregate_id} is not replayed: restart this frame or step into it first`);
  }
  const view = await views.viewAt(aggregate_id, position, pace);
  if (!view) throw new DomainError('bad-position', `${aggregate_id} has no event ${position}`);
  assertPlace(view.state, path);
  const value = valueWritten(text, view);
  await applyWhatIfs(adapter, [...replay.whatIfs, { kind: 'value', aggregate_id, position, path, value }]);
  const container = toContainer(value, `state.${path}`);
  return { value: repr(value, PREVIEW), type: typeName(value), ...variables.announce(container) };
}

/** Dicts take any text for a key, and come into being; lists have the items that they have; nothing else has parts. */
function assertPlace(state: JsonObject, text: string): void {
  const path = parseStatePath(text) ?? [];
  for (const [depth, part] of path.entries()) {
    const here = valueAt(state, path.slice(0, depth));
    const isDict = here === undefined || isJsonObject(here);
    if (isDict ? typeof part === 'string' : isJsonArray(here) && valueAt(here, [part]) !== undefined) continue;
    const name = depth === 0 ? 'the state' : formatStatePath(path.slice(0, depth));
    const items = isJsonArray(here)
      ? `has ${here.length} items`
      : `is of the type ${typeName(here!)}, which has no parts`;
    const what = isDict ? 'has texts for keys' : items;
    throw new DomainError('bad-expression', `${formatStatePath(path)} cannot be set: ${name} ${what}`);
  }
}
