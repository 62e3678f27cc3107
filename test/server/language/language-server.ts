import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type * as z from 'zod';
import type { ResultOf } from '../../../server/protocol/request.ts';
import { REQUESTS, type RequestName, type Requests } from '../../../server/protocol/requests.ts';

const MAIN = path.join(import.meta.dirname, '../../../server/main.ts');

export interface Client {
  readonly capabilities?: object;
  readonly serve?: (connection: ProtocolConnection) => void;
}

/** The language server as a process, spoken to as the client does. */
export class LanguageServer {
  readonly connection: ProtocolConnection;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess) {
    this.#process = process;
    const { stdout, stdin } = process;
    this.connection = createProtocolConnection(new StreamMessageReader(stdout!), new StreamMessageWriter(stdin!));
    this.connection.listen();
  }

  /** `capabilities` are the client's; `serve` answers what the server asks it. */
  static async start({ capabilities = {}, serve = () => {} }: Client = {}): Promise<LanguageServer> {
    const child = spawn(process.execPath, [MAIN, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const server = new LanguageServer(child);
    serve(server.connection);
    await server.connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities });
    await server.connection.sendNotification('initialized', {});
    return server;
  }

  async request<Name extends RequestName>(
    name: Name,
    params: z.input<Requests[Name]['params']>,
  ): Promise<ResultOf<Requests[Name]>> {
    const { method, result } = REQUESTS[name];
    return result.parse(await this.connection.sendRequest(method, params)) as ResultOf<Requests[Name]>;
  }

  async hover(uri: string, line: number): Promise<{ contents: { value: string } } | null> {
    const position = { line, character: 3 };
    return this.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position });
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.#process.once('exit', resolve));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    await gone;
    this.connection.dispose();
  }
}
