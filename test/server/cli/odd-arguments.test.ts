import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EXIT_CODES } from '../../../server/cli/exit-code.ts';
import { sagaEvents } from '../../support/saga.ts';
import { storeFile } from '../../support/store-file.ts';
import { runIn } from './run-command.ts';

/** Commands that only read, with what they take and what they do not. */
const COMMANDS = [
  'streams',
  'events',
  'show',
  'replay',
  'eval',
  'verify',
  'snapshot list',
  'snapshot check',
  'listing',
];
const OPTIONS = [
  ...['--aggregate', '--type', '--aggregate-type', '--correlation', '--caused-by', '--from', '--to', '--where', '--at'],
  ...['--limit', '--cursor', '--order', '--sort', '--version', '--position', '--event', '--metadata', '--max-hits'],
  ...['--break', '--break-if', '--break-on-change', '--break-on-exception', '--watch', '--until', '--expect'],
  ...['--expect-always', '--from-version', '--to-version', '--rule', '--skip', '--schemas', '--projection'],
];
const FLAGS = ['--all', '--count', '--each', '--changes', '--back', '--json', '--no-json', '--help', '--', '-x'];
const VALUES = [
  ...['task-789', 'agent-123', 'run-7', 'task-789/1', 'task', 't*', '*', '', ' ', '0', '1', '2', '-1', '1e999', 'NaN'],
  ...[
    'newest',
    'id',
    'failed-event',
    'snapshot',
    'a=1',
    '=',
    '2025-09-19',
    'noon',
    '9999-99-99',
    'state',
    'version == 2',
  ],
  ...[
    'event_data',
    'a &&',
    '[['.repeat(200),
    '(lambda: 0)()',
    '__import__',
    "'\u0000'",
    '\ud800',
    '/nowhere',
    '%s',
    '{}',
  ],
];

describe('event-replay with odd arguments', () => {
  let store: { path: string; remove(): Promise<void> };
  before(async () => {
    store = await storeFile(sagaEvents());
  });
  after(() => store.remove());

  const argument = fc.oneof(
    fc.tuple(fc.constantFrom(...OPTIONS), fc.constantFrom(...VALUES)),
    fc.tuple(fc.constantFrom(...FLAGS)),
    fc.tuple(fc.constantFrom(...VALUES)),
  );

  it('answers, or says in a sentence what is wrong', async () => {
    const foreseen = new Set<number>(Object.values(EXIT_CODES).filter((code) => code !== EXIT_CODES.failed));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...COMMANDS),
        fc.array(argument, { maxLength: 5 }),
        fc.boolean(),
        async (command, args, isTerminal) => {
          const world = { env: { EVENT_STORE_URL: store.path }, output: { isTerminal } };
          const { exitCode, errors } = await runIn(world, ...command.split(' '), ...args.flat());
          assert.ok(foreseen.has(exitCode), errors);
          if (exitCode !== 0) assert.match(errors, /^event-replay: .+\n$/m);
        },
      ),
      { seed: 20_250_919, numRuns: 400 },
    );
  }).timeout(60_000);
});
