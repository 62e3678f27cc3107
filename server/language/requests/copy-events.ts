import { toPythonLiteral, toTypeScriptLiteral } from '../../domain/code-literal.ts';
import { prettyJson } from '../../domain/pretty-json.ts';
import type { CopyLanguage } from '../../protocol/take-out-requests.ts';
import { readWindow } from '../../replay/read-window.ts';
import type { Handler } from '../handler.ts';
import { noSuchWindow } from '../no-such-window.ts';

/** More would not be pasted anywhere, and has to pass through the clipboard. */
const MOST_COPIED = 10_000;

const TO_CODE: Readonly<Record<CopyLanguage, (name: string, json: string) => string>> = {
  json: (_name, json) => json,
  python: (name, json) => `${name} = ${toPythonLiteral(json)}\n`,
  typescript: (name, json) => `const ${name} = ${toTypeScriptLiteral(json)};\n`,
};

/** One event of a stream, or its first events, one per line. */
export const copyEvents: Handler<'copyEvents'> = async (
  stores,
  { store: address, aggregateId, position, language },
) => {
  const store = await stores.get(address);
  const events = await readWindow(store, aggregateId, position ?? 1, position === undefined ? MOST_COPIED : 1);
  const [first] = events;
  if (!first) throw await noSuchWindow(store, aggregateId, position ?? 1);
  const toCode = TO_CODE[language];
  if (position !== undefined) {
    return { text: toCode('event', prettyJson(first.toJsonText())), copied: 1, total: 1 };
  }
  const json = `[\n${events.map((event) => `  ${event.toJsonText()}`).join(',\n')}\n]`;
  return { text: toCode('events', json), copied: events.length, total: await store.countStream(aggregateId) };
};
