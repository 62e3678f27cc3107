import type { RecordedEvent } from './event.ts';
import { qualifiedType } from './event-types.ts';
import { readableLiteral } from './readable-json.ts';

/** Longer lines are cut: the whole event is one hover away, and VS Code stops colouring long lines. */
export const MAX_LINE = 400;

const VERSION_WIDTH = 6;

/**
 * An event as a line of a stream document: `version  timestamp  qualified.type  compact JSON`. A line depends on its
 * event alone, so that it stays the same for ever.
 */
export function toStreamLine(event: RecordedEvent): string {
  return oneLine(toText(event));
}

/** A line that may break: what control characters there are is left to whoever makes it one. */
function toText(event: RecordedEvent): string {
  const type = qualifiedType(event);
  const head = `${String(event.version).padStart(VERSION_WIDTH)}  ${event.timestamp}  ${type.padEnd(18)}  `;
  return clip(head + compact(event.row.event_data_text));
}

const AGGREGATE_WIDTH = 16;

/** An event as a line of a query's results: the aggregate's id in front of its line in the stream. */
export function toResultLine(event: RecordedEvent): string {
  return clip(`${oneLine(event.aggregate_id).padEnd(AGGREGATE_WIDTH)}${toStreamLine(event)}`);
}

/** So many lines are looked at together: fewer cost more, and more are too long to be quick. */
const TOGETHER = 250;

/** The text of a document: one line per event, each ended by a newline. */
export function toStreamText(events: readonly RecordedEvent[]): string {
  let text = '';
  for (let from = 0; from < events.length; from += TOGETHER) text += toLines(events.slice(from, from + TOGETHER));
  return text;
}

function toLines(events: readonly RecordedEvent[]): string {
  let text = '';
  for (const event of events) text += `${toText(event)}\n`;
  const isSound = !BREAKING_BESIDES_NEWLINE.test(text) && newlinesIn(text) === events.length;
  return isSound ? text : events.map((event) => `${toStreamLine(event)}\n`).join('');
}

function newlinesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** Drops the space after Python's separators, and shows the characters that Python escapes: `\u00fc` is ü. */
function compact(json: string): string {
  const enough = json.slice(0, MAX_LINE * 4);
  if (!enough.includes('\\')) return withoutSpace(enough);
  return enough.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (part) => (part.startsWith('"') ? readableLiteral(part) : ''));
}

const QUOTE = 34;
const SPACE = 32;

/** The same for texts without escapes, which most are, in a third of the time. */
function withoutSpace(json: string): string {
  let text = '';
  let from = 0;
  for (let at = 0; at < json.length; at++) {
    const character = json.charCodeAt(at);
    // One that is not closed is no text.
    if (character === QUOTE) at = Math.max(at, json.indexOf('"', at + 1));
    else if (character <= SPACE) {
      text += json.slice(from, at);
      from = at + 1;
    }
  }
  return text + json.slice(from);
}

const BREAKING = /[\p{Cc}\u2028\u2029]/u;
const BREAKING_BESIDES_NEWLINE = /[[\p{Cc}\u2028\u2029]--\n]/v;

/** Control characters and line ends, which JSON in a sound database cannot hold, would break the line. */
function oneLine(text: string): string {
  return BREAKING.test(text) ? text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ') : text;
}

function clip(line: string): string {
  if (line.length <= MAX_LINE) return line;
  const end = MAX_LINE - 1;
  const splitsPair = /[\ud800-\udbff]/.test(line[end - 1]!);
  return `${line.slice(0, splitsPair ? end - 1 : end)}…`;
}
