import type { RecordedEvent } from '../domain/event.ts';
import { qualifiedType } from '../domain/event-types.ts';
import { prettyJson } from '../domain/pretty-json.ts';
import { code, longestRun } from './markdown-code.ts';

/** A tooltip that is longer than a screen helps nobody; the whole payload is one "Copy as JSON" away. */
const MOST_LINES = 60;
const MOST_CHARACTERS = 6_000;

/** An event in full, as markdown. Everything in it is a stranger's text and is therefore shown as code. */
export function describeEvent(event: RecordedEvent, position: number): string {
  const { row, malformed } = event;
  const facts = [
    ['time', row.timestamp],
    ['event id', row.event_id],
    ['correlation', row.correlation_id],
    ['caused by', row.causation_id],
    ['user', row.user_id],
    ['service', row.service_name],
  ];
  return [
    `**${code(qualifiedType(event))}** version ${row.version}, event ${position} of ${code(row.aggregate_id)}`,
    malformed && `⚠️ **This event cannot be read:** ${code(malformed)}`,
    facts.flatMap(([name, value]) => (value ? [`- ${name} ${code(value)}`] : [])).join('\n'),
    block(row.event_data_text),
    /^\s*\{\s*\}\s*$/.test(row.metadata_text) ? '' : `metadata\n\n${block(row.metadata_text)}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function block(json: string): string {
  const { shown, cut } = clip(prettyJson(json.slice(0, MOST_CHARACTERS * 4)), json.length);
  const fence = '`'.repeat(Math.max(3, longestRun(shown) + 1));
  return `${fence}json\n${shown}\n${fence}${cut ? '\n\n_Cut here. Copy the event as JSON to see the whole._' : ''}`;
}

function clip(pretty: string, length: number): { shown: string; cut: boolean } {
  const lines = pretty.split('\n');
  const shown = lines.slice(0, MOST_LINES).join('\n').slice(0, MOST_CHARACTERS);
  return { shown, cut: shown.length < pretty.length || length > MOST_CHARACTERS * 4 };
}
