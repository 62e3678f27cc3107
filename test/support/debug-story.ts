import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { parseStreamUri } from '../../server/protocol/stream-address.ts';
import { CheckedDebugClient } from './checked-debug-client.ts';

const ROOT = join(import.meta.dirname, '../..');
const ADAPTER = join(ROOT, 'dist/debug-adapter.js');
const TRANSCRIPTS = join(ROOT, 'test/debug-adapter/transcripts');

/** What VS Code announces of itself. */
const VS_CODE: DebugProtocol.InitializeRequestArguments = {
  clientID: 'vscode',
  adapterID: 'event-replay',
  pathFormat: 'path',
  linesStartAt1: true,
  columnsStartAt1: true,
  supportsVariableType: true,
  supportsVariablePaging: true,
};

export interface StoryOptions {
  readonly client?: DebugProtocol.InitializeRequestArguments;
  /** The TCP port of an adapter that runs already; a process of its own when left out. */
  readonly port?: number;
}

/**
 * A debug session with the bundled adapter as a process, told line by line: what the client did, and what a person
 * would see. Kept as a golden transcript, a changed behaviour is a readable diff.
 */
export class DebugStory {
  readonly client: CheckedDebugClient;
  readonly lines: string[] = [];
  capabilities: DebugProtocol.Capabilities = {};
  #ended: Promise<void> | undefined;
  /** The thread of the last stop. */
  #threadId = 1;
  #stops: DebugProtocol.StoppedEvent['body'][] = [];
  #waiting: ((body: DebugProtocol.StoppedEvent['body']) => void)[] = [];

  private constructor() {
    this.client = new CheckedDebugClient(process.execPath, ADAPTER, 'event-replay', undefined, true);
    this.client.on('output', ({ body }: DebugProtocol.OutputEvent) => this.#tellOutput(body));
    this.client.on('stopped', ({ body }: DebugProtocol.StoppedEvent) => {
      const waiting = this.#waiting.shift();
      if (waiting) waiting(body);
      else this.#stops.push(body);
    });
    this.client.on('breakpoint', ({ body }: DebugProtocol.BreakpointEvent) => {
      const { id, line, message = 'set now' } = body.breakpoint;
      if (body.reason === 'changed') this.lines.push(`  breakpoint ${id} says: ${message}`);
      else this.lines.push(`  breakpoint ${id} on line ${line} is ${body.reason}`);
    });
  }

  static async begin({ client = VS_CODE, port }: StoryOptions = {}): Promise<DebugStory> {
    const story = new DebugStory();
    await story.client.start(port);
    const response = await story.client.initializeRequest(client);
    story.capabilities = response.body ?? {};
    return story;
  }

  tell(line: string): void {
    this.lines.push(line);
  }

  /** Launches and sets breakpoints while the adapter waits for them, as an editor does. */
  async launch(
    args: Record<string, unknown>,
    configure: () => Promise<unknown> = () => Promise.resolve(),
  ): Promise<DebugProtocol.StoppedEvent['body']> {
    this.tell(`launch ${args.aggregateId ?? args.correlationId ?? args.aggregateIds}`);
    const initialized = this.client.waitForEvent('initialized');
    await this.client.launchRequest(args as DebugProtocol.LaunchRequestArguments);
    await initialized;
    await configure();
    const stop = this.nextStop();
    await this.client.configurationDoneRequest();
    return this.look(await stop);
  }

  /** Joins a live session of a service, and looks where it stands. */
  async attach(
    args: { readonly service: string; readonly sessionId: string },
    configure: () => Promise<unknown> = () => Promise.resolve(),
  ): Promise<DebugProtocol.StoppedEvent['body']> {
    this.tell('attach');
    const initialized = this.client.waitForEvent('initialized');
    await this.client.attachRequest(args as unknown as DebugProtocol.AttachRequestArguments);
    await initialized;
    await configure();
    const stop = this.nextStop();
    await this.client.configurationDoneRequest();
    return this.look(await stop);
  }

  /** Sends a request that moves the replay, and tells where it stops and what is seen there. */
  async move(title: string, command: string, args: object = {}): Promise<DebugProtocol.StoppedEvent['body']> {
    this.tell(title);
    const stop = this.nextStop();
    await this.client.customRequest(command, { threadId: this.#threadId, ...args });
    return this.look(await stop);
  }

  nextStop(): Promise<DebugProtocol.StoppedEvent['body']> {
    const stop = this.#stops.shift();
    return stop ? Promise.resolve(stop) : new Promise((resolve) => this.#waiting.push(resolve));
  }

  async setBreakpoints(source: DebugProtocol.Source, breakpoints: DebugProtocol.SourceBreakpoint[]) {
    const { body } = await this.client.setBreakpointsRequest({ source, breakpoints });
    for (const [index, { id, verified, message }] of body.breakpoints.entries()) {
      const { line, ...rest } = breakpoints[index]!;
      this.tell(`breakpoint ${id} on line ${line}${describe(rest)}: ${verified ? 'set' : `refused, ${message}`}`);
    }
    return body.breakpoints;
  }

  async setFunctionBreakpoints(breakpoints: DebugProtocol.FunctionBreakpoint[]) {
    const { body } = await this.client.setFunctionBreakpointsRequest({ breakpoints });
    for (const [index, { id, verified, message }] of body.breakpoints.entries()) {
      const { name, ...rest } = breakpoints[index]!;
      this.tell(`breakpoint ${id} on ${name}${describe(rest)}: ${verified ? 'set' : `refused, ${message}`}`);
    }
    return body.breakpoints;
  }

  async setDataBreakpoints(breakpoints: DebugProtocol.DataBreakpoint[]) {
    const { body } = await this.client.setDataBreakpointsRequest({ breakpoints });
    for (const [index, { id, verified, message }] of body.breakpoints.entries()) {
      const { dataId, ...rest } = breakpoints[index]!;
      this.tell(`breakpoint ${id} on ${dataId}${describe(rest)}: ${verified ? 'set' : `refused, ${message}`}`);
    }
  }

  /** Asks whether a change of this part of the state can be waited for. */
  async dataBreakpointInfo(name: string): Promise<string | null> {
    const frameId = (await this.frames())[0]!.id;
    const { body } = await this.client.dataBreakpointInfoRequest({ name, frameId });
    this.tell(`a change of ${name}: ${body.dataId === null ? 'no, ' : ''}${body.description}`);
    return body.dataId;
  }

  /** Tells where the value of a row was set. */
  async locate({ name, valueLocationReference }: DebugProtocol.Variable): Promise<void> {
    const answer = await this.client.customRequest('locations', { locationReference: valueLocationReference });
    const { source, line } = answer.body as DebugProtocol.LocationsResponse['body'] & object;
    this.tell(`${name} was set at ${documentOf(source)}:${line}`);
  }

  async frames(threadId = this.#threadId): Promise<DebugProtocol.StackFrame[]> {
    return (await this.client.stackTraceRequest({ threadId })).body.stackFrames;
  }

  /** Tells of every thread, and of the event on top of its stack. */
  async lookAtThreads(): Promise<void> {
    for (const { id, name } of (await this.client.threadsRequest()).body.threads) {
      this.tell(`  thread ${id}, ${name}: ${(await this.frames(id))[0]!.name}`);
    }
  }

  /** The rows of a scope of a frame, `name: value`. */
  async scope(name: string, frameIndex = 0): Promise<string[]> {
    const frameId = (await this.frames())[frameIndex]!.id;
    const { scopes } = (await this.client.scopesRequest({ frameId })).body;
    const scope = scopes.find((each) => each.name === name)!;
    return (await this.children(scope.variablesReference)).map((row) => `${row.name}: ${row.value}`);
  }

  async children(variablesReference: number): Promise<DebugProtocol.Variable[]> {
    return (await this.client.variablesRequest({ variablesReference })).body.variables;
  }

  /** Evaluates in the current frame and tells the answer. */
  async evaluate(expression: string, context = 'repl', more: object = {}): Promise<string> {
    const frameId = (await this.frames())[0]!.id;
    let answer: string;
    try {
      answer = (await this.client.evaluateRequest({ expression, context, frameId, ...more })).body.result;
    } catch (error) {
      answer = `! ${(error as Error).message}`;
    }
    this.tell(`${context} ${expression}`);
    this.tell(`  ${answer}`);
    return answer;
  }

  /** What the console suggests behind this text, at most eight. */
  async complete(text: string): Promise<void> {
    const frameId = (await this.frames())[0]!.id;
    const { targets } = (await this.client.completionsRequest({ text, column: text.length + 1, frameId })).body;
    this.tell(`complete ${text}`);
    for (const { text: inserted, type, detail, length } of targets.slice(0, 8)) {
      const whole = text.slice(0, text.length - length!) + inserted;
      this.tell(`  ${whole}  (${type}${detail ? `: ${detail}` : ''})`);
    }
    if (targets.length > 8) this.tell(`  and ${targets.length - 8} more`);
  }

  /** The lines of a source. */
  async listing(source: DebugProtocol.Source): Promise<string[]> {
    const { content } = (await this.client.sourceRequest({ source, sourceReference: 0 })).body;
    return content.split('\n');
  }

  /** May be called again by whoever cleans up. */
  end(): Promise<void> {
    this.#ended ??= this.client.stop();
    return this.#ended;
  }

  /** Holds the story against the one on file. `UPDATE_TRANSCRIPTS=1` writes it anew, to be read before it is kept. */
  assertTranscript(name: string): void {
    const file = join(TRANSCRIPTS, `${name}.txt`);
    const text = `${this.lines.join('\n')}\n`;
    if (process.env.UPDATE_TRANSCRIPTS) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    assert.ok(existsSync(file), `There is no transcript ${file}: make it with UPDATE_TRANSCRIPTS=1`);
    assert.equal(text, readFileSync(file, 'utf8'));
  }

  /** What a person sees at a stop: why, where, the causes under it, and what the event changed. */
  async look(stop: DebugProtocol.StoppedEvent['body']): Promise<DebugProtocol.StoppedEvent['body']> {
    const hits = stop.hitBreakpointIds?.length ? `, breakpoint ${stop.hitBreakpointIds.join(' and ')}` : '';
    this.tell(`  ${stop.reason}${hits}: ${stop.description}${stop.text ? ` (${stop.text})` : ''}`);
    this.#threadId = stop.threadId ?? 1;
    for (const frame of await this.frames()) {
      const place = frame.source ? `  ${documentOf(frame.source)}:${frame.line}` : '';
      this.tell(`    ${frame.presentationHint === 'label' ? `-- ${frame.name} --` : frame.name}${place}`);
    }
    for (const row of await this.scope('Changes')) this.tell(`      ${row}`);
    if (stop.reason === 'exception') await this.#lookAtException();
    return stop;
  }

  async #lookAtException(): Promise<void> {
    const { body } = await this.client.customRequest('exceptionInfo', { threadId: this.#threadId });
    const { exceptionId, description = '' } = body as DebugProtocol.ExceptionInfoResponse['body'];
    this.tell(`      ${exceptionId}`);
    for (const line of description.split('\n')) this.tell(`        ${line}`);
  }

  #tellOutput({ output, source, line, category }: DebugProtocol.OutputEvent['body']): void {
    const link = source ? `  [${documentOf(source)}:${line}]` : '';
    this.lines.push(`  ${category === 'stderr' ? '!' : '>'} ${output.trimEnd()}${link}`);
  }
}

/** The name of the document behind a source: its address holds a path of this machine. */
function documentOf(source: DebugProtocol.Source): string {
  const address = source.path ? parseStreamUri(source.path) : undefined;
  return address ? `${address.aggregateId}.events` : String(source.name);
}

function describe(conditions: object): string {
  const parts = Object.entries(conditions).map(([name, value]) => `${name} ${value}`);
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}
