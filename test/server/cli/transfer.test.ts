import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { progressLine } from '../../../server/cli/progress-bar.ts';
import { openStore } from '../../../server/stores/open-store.ts';
import { stream, updated } from '../stores/example-events.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';
import { runCommand, runIn } from './run-command.ts';

describe('event-replay export and import', () => {
  const file = temporaryFolder();
  beforeEach(async () => {
    const store = await openStore(file('events.db'), { readOnly: false });
    await store.saveEvents([...stream(40), updated(1), updated(2)]);
    await store.close();
  });
  const exportTo = (out: string, ...more: string[]) =>
    runCommand('export', '--store', file('events.db'), '--out', file(out), ...more);
  const importInto = (name: string, ...more: string[]) => runCommand('import', '--store', file(name), ...more);

  it('carry a store through a file into a new one', async () => {
    assert.deepEqual(await exportTo('events.jsonl.gz'), {
      exitCode: 0,
      output: `Wrote 42 events to ${file('events.jsonl.gz')}.\n`,
      errors: '',
    });
    const imported = await importInto('copy.db', '--in', file('events.jsonl.gz'));
    assert.deepEqual(imported, {
      exitCode: 0,
      output: `Imported 42 events into sqlite:${file('copy.db')}.\n`,
      errors: '',
    });
    assert.match(
      (await importInto('copy.db', '--in', file('events.jsonl.gz'))).output,
      /Imported 0 .*; 42 were there already/,
    );
    assert.match((await importInto('third.db', '--from', file('copy.db'))).output, /Imported 42 events/);
    await runCommand('export', '--store', file('third.db'), '--out', file('third.jsonl.gz'));
    assert.ok(readFileSync(file('third.jsonl.gz')).equals(readFileSync(file('events.jsonl.gz'))));
  });

  it('select events, and write them for spreadsheets or to the standard output', async () => {
    await exportTo('events.csv', '--aggregate', 'agent-123');
    assert.equal(readFileSync(file('events.csv'), 'utf8').trimEnd().split('\r\n').length, 3);
    const printed = await runCommand(
      'export',
      '--store',
      file('events.db'),
      '--out',
      '-',
      '--format',
      'csv',
      '--aggregate',
      'agent-123',
    );
    assert.equal(printed.output, readFileSync(file('events.csv'), 'utf8'));
    const { output } = await runCommand(
      ...['export', '--store', file('events.db'), '--out', '-', '--type', 'task.completed'],
      ...['--where', "event_data.get('reward', 0) > 3.85"],
    );
    const rewards = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).event_data.reward);
    assert.deepEqual(rewards, [3.9, 4]);
  });

  it('are processes that pipe into each other', () => {
    const main = fileURLToPath(new URL('../../../server/cli/main.ts', import.meta.url));
    const exported = spawnSync(process.execPath, [main, 'export', '--store', file('events.db'), '--out', '-'], {});
    const imported = spawnSync(process.execPath, [main, 'import', '--store', file('piped.db'), '--in', '-'], {
      input: exported.stdout,
      encoding: 'utf8',
    });
    assert.deepEqual([imported.status, imported.stderr], [0, '']);
    assert.match(imported.stdout, /Imported 42 events/);
  }).timeout(30_000);

  it('say what was left out and keep it, and end with exit code 4', async () => {
    await exportTo('events.jsonl');
    const lines = readFileSync(file('events.jsonl'), 'utf8').split('\n');
    lines[6] = '{"event_id": "e-7"}';
    writeFileSync(file('events.jsonl'), lines.join('\n'));
    const { exitCode, output, errors } = await importInto(
      'copy.db',
      '--in',
      file('events.jsonl'),
      '--rejects',
      file('left.jsonl'),
    );
    assert.equal(exitCode, 4);
    assert.match(output, /Imported 41 events/);
    assert.match(
      errors,
      /^Left out number 7: the line is no event: aggregate_id: .*\nevent-replay: 1 events were left out; they are in /,
    );
    assert.equal(readFileSync(file('left.jsonl'), 'utf8'), '{"event_id": "e-7"}\n');
  });

  it('show a progress bar on a terminal, and take it away again', async () => {
    const shown: string[] = [];
    const world = { showProgress: (line: string) => void shown.push(line) };
    await runIn(world, 'export', '--store', file('events.db'), '--out', file('a.jsonl'));
    await runIn(world, 'import', '--store', file('copy.db'), '--in', file('a.jsonl'));
    await runIn(world, 'import', '--store', file('third.db'), '--from', file('copy.db'));
    assert.match(shown[0]!, /^\[#{24}\] 100 % {2}42 events, [\d,]+\/s$/);
    assert.deepEqual([shown.at(-1), shown.filter((line) => line === '').length], ['', 3]);
    assert.equal(
      progressLine({ events: 450_000, fraction: 0.45 }, 9_000),
      '[##########--------------]  45 %  450,000 events, 50,000/s',
    );
    assert.equal(progressLine({ events: 7 }, 1_000), '7 events, 7/s');
  });

  const refused: [string, string[], number, RegExp][] = [
    ['no file', ['export', '--store', 'S'], 2, /say where the events go/],
    [
      'an unknown format',
      ['export', '--store', 'S', '--out', 'x', '--format', 'xml'],
      2,
      /'xml' is invalid\. Allowed choices are jsonl, csv/,
    ],
    ['a wrong expression', ['export', '--store', 'S', '--out', '-', '--where', 'a &&'], 2, /and/],
    ['two sources', ['import', '--store', 'S', '--in', 'x', '--from', 'y'], 2, /what to import/],
    ['a spreadsheet', ['import', '--store', 'S', '--in', 'events.csv'], 2, /CSV is for spreadsheets/],
    ['a file that is not there', ['import', '--store', 'S', '--in', '/nowhere.jsonl'], 2, /no file '\/nowhere\.jsonl'/],
    ['a store that is not there', ['export', '--store', '/nowhere.db', '--out', '-'], 3, /nowhere\.db/],
  ];
  for (const [name, args, code, message] of refused) {
    it(`say what is wrong: ${name}`, async () => {
      const { exitCode, errors } = await runCommand(...args.map((arg) => (arg === 'S' ? file('events.db') : arg)));
      assert.equal(exitCode, code);
      assert.match(errors, message);
    });
  }
});
