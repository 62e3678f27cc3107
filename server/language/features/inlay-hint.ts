import type { InlayHint, Position } from 'vscode-languageserver';
import { changeText } from '../../domain/change-text.ts';
import type { RecordedEvent } from '../../domain/event.ts';
import { isJsonArray, isJsonObject, type JsonValue, jsonEquals } from '../../domain/json.ts';
import { partsOfLine } from '../../domain/stream-line-parts.ts';
import { toStreamLine } from '../../domain/stream-text.ts';
import { timeBetween } from '../../domain/time-between.ts';
import { WINDOW_SIZE } from '../../protocol/stream-address.ts';
import type { Feature } from '../feature.ts';
import { inStream } from '../in-stream.ts';
import { type EventLines, readLines } from '../read-lines.ts';

/** What a field was before is looked for in so many events before the first line. */
const LOOK_BACK = 200;
/** Longer payloads are not read for a hint. In characters. */
const LONGEST_PAYLOAD = 20_000;
const MOST_CHANGES = 3;
const PREVIEW = 20;
/** Hints are as wide as each other, so that what comes after them stays in columns. */
const WIDTH = 8;

/** What a hint tells; the client hides `changes` while a replay tells better what an event changed. */
type HintData = 'time' | 'changes';

/** After each time, how long after the event before that is; behind the line, which fields of earlier payloads it changes. */
export const inlayHintFeature: Feature = {
  capabilities: { inlayHintProvider: { resolveProvider: false } },
  serve: (connection, { stores }) =>
    connection.languages.inlayHint.on((params, token) =>
      inStream(params, token, async (address) =>
        inlayHints(await readLines(stores, address, params.range, LOOK_BACK), params.range.start.line),
      ),
    ),
};

/** The hints of the lines from one on; the events before it tell what was before. */
export function inlayHints({ firstLine, events }: EventLines, from: number): InlayHint[] {
  const hints: InlayHint[] = [];
  const values = new Map<string, JsonValue>();
  for (const [index, event] of events.entries()) {
    const line = firstLine + index;
    const changes = changesOf(event, values);
    if (line < from || line >= WINDOW_SIZE) continue;
    const text = toStreamLine(event);
    const after = partsOfLine(text)?.timestamp.end;
    if (after !== undefined) hints.push(timeHint({ line, character: after }, event, events[index - 1]));
    if (changes.length > 0) hints.push(changesHint({ line, character: text.length }, changes));
  }
  return hints;
}

function timeHint(position: Position, event: RecordedEvent, previous: RecordedEvent | undefined): InlayHint {
  const between = previous && timeBetween(previous.timestamp, event.timestamp);
  return {
    position,
    label: ` ${(between ?? '').padStart(WIDTH)}`,
    tooltip: between ? `${between} after the event before` : 'The first event',
    data: 'time' satisfies HintData,
  };
}

function changesHint(position: Position, changes: readonly string[]): InlayHint {
  const more = changes.length > MOST_CHANGES ? `, and ${changes.length - MOST_CHANGES} more` : '';
  return {
    position,
    label: `${changes.slice(0, MOST_CHANGES).join(', ')}${more}`,
    tooltip: 'Compared with the payloads of the events before',
    paddingLeft: true,
    data: 'changes' satisfies HintData,
  };
}

/** What a line has room for: no objects, no lists. */
function isPlain(value: JsonValue): boolean {
  return !isJsonObject(value) && !isJsonArray(value);
}

/** The fields of a payload that had another value before: `temperature 0.7 → 1.7`. Remembers the values of all. */
function changesOf(event: RecordedEvent, values: Map<string, JsonValue>): string[] {
  if (event.row.event_data_text.length > LONGEST_PAYLOAD) return [];
  const changes: string[] = [];
  for (const [name, value] of Object.entries(event.event_data)) {
    if (!isPlain(value)) continue;
    const old = values.get(name);
    if (old !== undefined && !jsonEquals(old, value)) changes.push(`${name} ${changeText(old, value, PREVIEW)}`);
    values.set(name, value);
  }
  return changes;
}
