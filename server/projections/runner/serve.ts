import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { describeError } from './describe-error.ts';
import { divertPrints } from './divert-prints.ts';
import { loadFolding } from './load-folding.ts';
import { loadLifting } from './load-lifting.ts';
import { loadedFiles, watchLoading } from './loaded-files.ts';
import { readPlain } from './read-plain.ts';
import { catchStrays } from './strays.ts';
import { writeJson } from './write-json.ts';

const REQUESTS = 3;
const ANSWERS = 4;
/** Then the rest of a request is left to the next. */
const WORK_MS = 50;

/** What works on the items of one request, and forgets them with it. */
export type Answer = (item: Item) => Promise<object>;

export interface Item {
  readonly event: RecordedFields;
  readonly [key: string]: unknown;
}

/** An event as the user's code gets it. A payload that cannot be read is a string. */
export interface RecordedFields {
  readonly aggregate_id: string;
  readonly aggregate_type: string;
  readonly event_type: string;
  readonly event_data: unknown;
  readonly metadata: unknown;
  readonly [key: string]: unknown;
}

/** What was loaded: what it says of itself, and what makes it ready for a request. */
export interface Loaded {
  readonly hello: object;
  readonly begin: () => Answer;
}

/**
 * Says hello, then answers requests until there are no more. A request is the number of its items, and an item a line;
 * the answer is a line for each, and `done`. What is printed meanwhile is said in between, so that it belongs to an item.
 */
export async function serve(task: 'fold' | 'lift', files: readonly string[]): Promise<void> {
  hushLoader();
  printAtOnce();
  const divert = divertPrints(say);
  watchLoading();
  const loaded = await load(task, files);
  if (!loaded) return process.exit(0);
  divert();
  catchStrays();
  for await (const lines of requests()) {
    const started = performance.now();
    const answer = loaded.begin();
    for (const line of lines) {
      const { text, wasRead } = await workOn(line, answer);
      say(text);
      // What was not read may hold the state of the items that follow: the next request brings it again.
      if (!wasRead || performance.now() - started > WORK_MS) break;
    }
    say('done');
  }
  process.exit(0);
}

async function load(task: 'fold' | 'lift', files: readonly string[]): Promise<Loaded | undefined> {
  try {
    const loaded = task === 'fold' ? await loadFolding(files[0]!) : await loadLifting(files);
    say(writeJson({ ...loaded.hello, files: loadedFiles(files) })!);
    return loaded;
  } catch (error) {
    say(writeJson({ failed: describeError(error, loadedFiles(files)) })!);
    return undefined;
  }
}

async function workOn(line: string, answer: Answer): Promise<{ text: string; wasRead: boolean }> {
  let wasRead = false;
  try {
    const item = toItem(line);
    wasRead = true;
    return { text: writeJson(await answer(item))!, wasRead };
  } catch (error) {
    return { text: writeJson({ failed: describeError(error) })!, wasRead };
  }
}

function toItem(line: string): Item {
  const item = readPlain(line) as Item;
  const hasMetadata = typeof item.event.metadata === 'object';
  return hasMetadata ? item : { ...item, event: { ...item.event, metadata: {} } };
}

async function* requests(): AsyncGenerator<string[]> {
  let parts: string[] = [];
  let lines: string[] = [];
  for await (const chunk of new Socket({ fd: REQUESTS, readable: true }).setEncoding('utf8') as AsyncIterable<string>) {
    const pieces = chunk.split('\n');
    parts.push(pieces[0]!);
    if (pieces.length === 1) continue;
    lines.push(parts.join(''), ...pieces.slice(1, -1));
    parts = [pieces.at(-1)!];
    if (lines.length <= Number(lines[0])) continue;
    yield lines.slice(1);
    lines = [];
  }
}

/** Written at once: whoever waits must see it even if the next item never returns. */
function say(line: string): void {
  const bytes = Buffer.from(`${line}\n`);
  for (let at = 0; at < bytes.length; ) at += writeSync(ANSWERS, bytes, at);
}

/** Else what is printed before a function that never returns, or just before the end, would be lost. */
function printAtOnce(): void {
  for (const { _handle } of [process.stdout, process.stderr] as readonly Blockable[]) _handle?.setBlocking?.(true);
}

/** Node has no public way to this. */
interface Blockable {
  readonly _handle?: { setBlocking?(isBlocking: boolean): void };
}

/** Nobody who prints for their projection wants to hear how their files are read. */
function hushLoader(): void {
  process.removeAllListeners('warning');
  process.on('warning', (warning: NodeJS.ErrnoException) => {
    const isLoaders = warning.name === 'ExperimentalWarning' || warning.code === 'MODULE_TYPELESS_PACKAGE_JSON';
    if (!isLoaders) process.stderr.write(`${warning.stack ?? warning.message}\n`);
  });
}
