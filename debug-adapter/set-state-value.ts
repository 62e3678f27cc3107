import type { DebugProtocol } from '@vscode/debugprotocol';
import { DomainError } from '../server/domain/errors.ts';
import { repr, typeName } from '../server/domain/expressions/index.ts';
import type { StreamPlace } from '../server/replay/event-log.ts';
import type { Adapter } from './adapter.ts';
import { toContainer } from './variables/value-item.ts';
import { applyWhatIfs, assertWhatIfAllowed, valueWritten } from './what-if.ts';

const PREVIEW = 1_000;

type Answer = Required<Pick<DebugProtocol.Variable, 'value' | 'type' | 'variablesReference'>>;

/** A part of the state becomes another after an event, in this replay only. Answers with the new value. */
export async function setStateValue(adapter: Adapter, asOf: StreamPlace, path: string, text: string): Promise<Answer> {
  assertWhatIfAllowed(adapter);
  const { replay, views, variables } = adapter.launched;
  const { aggregateId: aggregate_id, position } = asOf;
  if (!replay.aggregateIds.includes(aggregate_id)) {
    throw new DomainError('bad-position', `${aggregate_id} is not replayed: restart this frame or step into it first`);
  }
  const view = await views.viewAt(aggregate_id, position);
  if (!view) throw new DomainError('bad-position', `${aggregate_id} has no event ${position}`);
  const value = valueWritten(text, view);
  await applyWhatIfs(adapter, [...replay.whatIfs, { kind: 'value', aggregate_id, position, path, value }]);
  const container = toContainer(value, `state.${path}`);
  return { value: repr(value, PREVIEW), type: typeName(value), ...variables.announce(container) };
}
