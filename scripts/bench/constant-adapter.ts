/**
 * The leanest debug adapter there can be: it answers every request with what was once the answer, and says that it stopped
 * after each that moves. What it takes is what the protocol, the pipe and the process cost anybody.
 */
const EVENT = {
  name: 'agent.status · agent-123 v5000',
  source: {
    name: 'agent-123.events',
    adapterData: { aggregateId: 'agent-123', firstPosition: 1 },
    path: 'event-stream:/agent-123.events?store%3Dsqlite%253A%252Ftmp%252Fevents.db',
  },
  line: 5_000,
  column: 1,
  canRestart: false,
};
const SCOPES = ['State', 'Changes', 'Event', 'Before', 'Correlation'];
const STATE = {
  reward: '0.8371628371628371',
  step: '53',
  model: "'gpt-4'",
  worker_id: "'worker-8'",
  task_input: "{'prompt': 'Summarise the conversation with the customer and name the next action.', 'tokens': 392}",
  resources_id: "'resources-3'",
  mode: "'train'",
  tags: "['nightly', 'support']",
};
const STOPPED = {
  reason: 'function breakpoint',
  description: 'Paused on breakpoint at event 5000 (agent.status)',
  threadId: 1,
  allThreadsStopped: true,
};
const BODIES: Readonly<Record<string, object>> = {
  initialize: { supportsConfigurationDoneRequest: true, supportsStepBack: true },
  threads: { threads: [{ id: 1, name: 'agent-123' }] },
  stackTrace: { stackFrames: [{ id: 1, ...EVENT }], totalFrames: 1 },
  scopes: {
    scopes: SCOPES.map((name, index) => ({
      name,
      presentationHint: 'locals',
      expensive: false,
      variablesReference: index + 1,
    })),
  },
  variables: {
    variables: Object.entries(STATE).map(([name, value], index) => ({
      name,
      value,
      type: 'str',
      evaluateName: `state['${name}']`,
      valueLocationReference: index + 1,
      __vscodeVariableMenuContext: 'state',
      presentationHint: { attributes: ['readOnly'] },
      variablesReference: 0,
    })),
  },
  evaluate: { result: '0.8371628371628371', type: 'float', variablesReference: 0 },
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
  if (MOVES.has(command)) send({ type: 'event', event: 'stopped', body: STOPPED });
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
