/**
 * The leanest debug adapter there can be: it answers every request from constants, and says that it stopped after each
 * that moves. What it takes is what the protocol, the pipe and the process cost anybody.
 */
const EVENT = { name: 'agent.status · agent-123 v1', line: 1, column: 1, source: { path: '/agent-123.events' } };
const BODIES: Readonly<Record<string, object>> = {
  initialize: { supportsConfigurationDoneRequest: true, supportsStepBack: true },
  threads: { threads: [{ id: 1, name: 'agent-123' }] },
  stackTrace: { stackFrames: [{ id: 1, ...EVENT }], totalFrames: 1 },
  scopes: { scopes: [{ name: 'State', variablesReference: 1, expensive: false }] },
  variables: {
    variables: ['reward', 'step', 'model', 'worker_id', 'task_input', 'resources_id', 'mode', 'tags'].map((name) => ({
      name,
      value: "'gpt-4'",
      type: 'str',
      variablesReference: 0,
    })),
  },
  evaluate: { result: '0.5', type: 'float', variablesReference: 0 },
  continue: { allThreadsContinued: true },
};
const MOVES = new Set(['configurationDone', 'next', 'stepBack', 'continue', 'reverseContinue', 'moveTo']);

let seq = 1;

function send(message: object): void {
  const text = JSON.stringify({ seq: seq++, ...message });
  process.stdout.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}

function answer({ seq: request_seq, command }: { seq: number; command: string }): void {
  send({ type: 'response', request_seq, success: true, command, body: BODIES[command] });
  if (command === 'launch') send({ type: 'event', event: 'initialized' });
  if (MOVES.has(command)) send({ type: 'event', event: 'stopped', body: { reason: 'step', threadId: 1 } });
  if (command === 'disconnect') process.exit(0);
}

let waiting = Buffer.alloc(0);
process.stdin.on('data', (chunk: Buffer) => {
  waiting = Buffer.concat([waiting, chunk]);
  for (;;) {
    const header = waiting.indexOf('\r\n\r\n');
    if (header < 0) return;
    const length = Number(/\d+/.exec(waiting.toString('latin1', 0, header))![0]);
    const end = header + 4 + length;
    if (waiting.length < end) return;
    answer(JSON.parse(waiting.toString('utf8', header + 4, end)));
    waiting = waiting.subarray(end);
  }
});
