import { DomainError, messageOf } from '../../../server/domain/errors.ts';
import { isJsonObject, type JsonObject } from '../../../server/domain/json.ts';
import { parseJson } from '../../../server/domain/parse-json.ts';
import { ADAPTER_REQUESTS } from '../../../server/protocol/adapter-requests.ts';
import type { Handler } from '../../handler.ts';
import { parseArguments } from '../../parse-arguments.ts';
import { aggregateOf } from '../../threads.ts';
import { applyWhatIfs, assertWhatIfAllowed } from '../../what-if.ts';

const { command, arguments: schema } = ADAPTER_REQUESTS.whatIf;

/** Our own request: an event did not happen, or said something else, in this replay only. */
export const whatIf: Handler = {
  answer: async (adapter, args) => {
    assertWhatIfAllowed(adapter);
    const { replay, store } = adapter.launched;
    const { event_data, aggregateId, position } = parseArguments(schema, args, command);
    const aggregate_id = aggregateId ?? aggregateOf(replay, undefined);
    const place = { aggregate_id, position: position ?? replay.view?.position ?? 0 };
    if (!(await store.getEventAt(aggregate_id, place.position))) {
      throw new DomainError('bad-position', `${aggregate_id} has no event ${place.position}`);
    }
    const change =
      event_data === undefined
        ? ({ kind: 'skip', ...place } as const)
        : ({ kind: 'payload', ...place, event_data: readPayload(event_data) } as const);
    await applyWhatIfs(adapter, [...replay.whatIfs, change]);
  },
};

function readPayload(text: string): JsonObject {
  try {
    const value = parseJson(text);
    if (isJsonObject(value)) return value;
  } catch (error) {
    throw new DomainError('bad-json', `The payload is not JSON: ${messageOf(error)}`);
  }
  throw new DomainError('bad-json', 'The payload must be a JSON object: {"reward": 0.9}');
}
