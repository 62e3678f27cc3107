import { InvalidArgumentError, Option } from '@commander-js/extra-typings';

/** What several commands take: one thing has one name, one meaning and one explanation. */

export const STORE = new Option(
  '--store <uri>',
  'a SQLite file, or the URI of a store; EVENT_STORE_URL or DATABASE_URL when left out',
);

export const JSON_OUTPUT = new Option('--json', 'print JSON, also on a terminal');
/** For commands that print JSON by themselves where nobody reads along. */
export const NO_JSON = new Option('--no-json', 'print tables, also into a pipe');

export const AGGREGATE = new Option('--aggregate <id>', 'the aggregate, for example task-789');

export const STREAM_TYPE = new Option(
  '--type <type>',
  'only aggregates of this type, which may be a glob: task, spec*',
);

export const PROJECTION = new Option(
  '--projection <file>',
  "your own fold: agent.ts, or agent.py:apply_event_to_state; event_data is merged when left out. It runs as this command's user",
);

export const UPCASTERS = new Option(
  '--upcasters <file>',
  'a module that exports upcasters, which lift old payloads; may be given again',
).argParser(more);

export const SCHEMAS = new Option('--schemas <folder>', 'JSON Schemas of payloads: agent.updated.json');

/** A whole number, of something that is counted from `least`. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`It takes a whole number from ${least}.`);
  };
}

/** One more value of an option that may be given several times. */
export function more(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
