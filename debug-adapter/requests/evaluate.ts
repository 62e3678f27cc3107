import type { DebugProtocol } from '@vscode/debugprotocol';
import { DomainError, messageOf } from '../../server/domain/errors.ts';
import { compileExpression, repr, toJson, typeName } from '../../server/domain/expressions/index.ts';
import type { Value } from '../../server/domain/expressions/value.ts';
import type { JsonValue } from '../../server/domain/json.ts';
import { toJsonText } from '../../server/domain/json-text.ts';
import { fieldOfLine } from '../../server/domain/stream-line-field.ts';
import { toStreamLine } from '../../server/domain/stream-text.ts';
import type { EventView } from '../../server/replay/event-view.ts';
import type { Pace } from '../../server/replay/pace.ts';
import type { Adapter } from '../adapter.ts';
import type { ClientInfo } from '../client-info.ts';
import type { Body, Handler } from '../handler.ts';
import { toContainer } from '../variables/value-item.ts';

type Arguments = DebugProtocol.EvaluateArguments;
type Answer = Body<DebugProtocol.EvaluateResponse>;

/** Characters of a result's text; the console shows more by expanding. */
const PREVIEW = 1_000;

/** Evaluates a Python expression at a frame; a hover as of the hovered line; for the clipboard in full, as JSON. */
export const evaluate: Handler<Arguments, Answer> = {
  capabilities: { supportsEvaluateForHovers: true, supportsClipboardContext: true },
  answer: async (adapter, args, pace) => {
    const hovered = await viewUnder(adapter, args, pace);
    const view = hovered ?? (await adapter.launched.callStack.mustView(args.frameId, pace));
    const field = hovered && fieldUnder(hovered, args, adapter.client);
    const value = evaluateIn(field === undefined ? args : { ...args, expression: field }, view);
    const result = args.context === 'clipboard' ? toJsonText(toJson(value)) : repr(value, PREVIEW);
    return {
      result,
      type: typeName(value),
      ...adapter.launched.variables.announce(toContainer(value, field ?? args.expression)),
    };
  },
};

/** The event whose line the mouse is over. */
async function viewUnder({ launched, client }: Adapter, args: Arguments, pace: Pace): Promise<EventView | undefined> {
  if (args.context !== 'hover' || !args.source || args.line === undefined) return undefined;
  const { sources, views } = launched;
  const window = sources.resolve(args.source);
  const found = window && (await sources.eventOn(window, args.line, client));
  return found && views.viewAt(found.event.aggregate_id, found.position, pace);
}

/** Clients know words; what a word that stands in the line stands for is told by its place. */
function fieldUnder(
  { event }: EventView,
  { column = -1, expression }: Arguments,
  { firstColumn }: ClientInfo,
): string | undefined {
  const line = toStreamLine(event);
  const offset = column - firstColumn;
  return line.startsWith(expression, offset) ? fieldOfLine(line, offset) : undefined;
}

function evaluateIn({ expression, context }: Arguments, view: EventView): Value {
  try {
    return compileExpression(expression).evaluate(view);
  } catch (error) {
    const field = context === 'hover' ? fieldNamed(expression, view) : undefined;
    if (field !== undefined) return field;
    throw context === 'watch' ? new DomainError('bad-expression', `Error: ${messageOf(error)}`) : error;
  }
}

/** A word of the document is mostly a key of the payload, seldom a name of the language. */
function fieldNamed(word: string, { event, state }: EventView): JsonValue | undefined {
  for (const fields of [event.event_data, state]) if (Object.hasOwn(fields, word)) return fields[word];
  return undefined;
}
