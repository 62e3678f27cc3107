import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { openStore } from '../../../server/stores/open-store.ts';
import { makeReferenceDatabase } from '../stores/reference-database.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';
import { runCommand, runIn } from './run-command.ts';

describe('event-replay migrate', () => {
  const file = temporaryFolder();
  beforeEach(() => makeReferenceDatabase(file('old.db')));
  const migrate = (...more: string[]) => runCommand('migrate', '--store', file('old.db'), ...more);

  it('tells in a dry run what is there and what is to be decided, and writes nothing', async () => {
    const { exitCode, output, errors } = await migrate('--dry-run');
    assert.equal(exitCode, 4);
    assert.match(output, /^11 events read, 10 would be copied\n/);
    assert.match(output, /\ncolumns: id VARCHAR, event_id VARCHAR, /);
    assert.match(output, /\ntimes like 2025-09-19 05:00:00: 11 rows\n/);
    assert.match(output, /\nevent types: 10 bare \(updated\), 1 qualified \(agent\.updated\)\n/);
    assert.match(output, /\nagent-123: 1 event with the version of another\n/);
    assert.match(output, /\nset aside: 1 event\n {2}task-789 version 4 .*: event_data is not JSON/);
    assert.match(output, /\nSeveral events share a version in the stream of agent-123: .* --renumber\.\n$/);
    assert.equal(errors, 'event-replay: It would not be copied: decide these first\n');
    assert.deepEqual(readdirSync(file('')), ['old.db']);
  });

  it('copies, checks, and keeps what it set aside in a file that can be mended and imported', async () => {
    const { exitCode, output, errors } = await migrate('--to', file('new.db'), '--renumber');
    assert.equal(exitCode, 4);
    assert.match(output, /^11 events read, 10 copied\n/);
    assert.match(output, /\nChecked: sqlite:.*new\.db holds every event that is not set aside\.\n$/);
    const aside = file('new.db.set-aside.jsonl');
    assert.equal(errors, `event-replay: 1 event set aside; see ${aside}\n`);
    writeFileSync(aside, readFileSync(aside, 'utf8').replace('"{\\"reward\\": 0.9"', '{"reward": 0.9}'));
    const imported = await runCommand('import', '--store', file('new.db'), '--in', aside);
    assert.deepEqual([imported.exitCode, imported.output.slice(0, 17)], [0, 'Imported 1 events']);
    const store = await openStore(file('new.db'));
    assert.deepEqual(
      (await store.getEventsByAggregate('task-789')).map(({ version }) => version),
      [1, 2, 3, 4],
    );
    await store.close();
  });

  it('does not write over what another run set aside, unless it goes on with that', async () => {
    writeFileSync(file('aside.jsonl'), 'the only copy');
    const again = await migrate('--to', file('new.db'), '--renumber', '--set-aside', file('aside.jsonl'));
    assert.deepEqual([again.exitCode, readFileSync(file('aside.jsonl'), 'utf8')], [5, 'the only copy']);
    assert.match(again.errors, /aside\.jsonl holds what another run set aside: move it away/);
    assert.equal((await migrate('--to', file('new.db'), '--renumber')).exitCode, 4);
    const aside = readFileSync(file('new.db.set-aside.jsonl'), 'utf8');
    assert.equal((await migrate('--to', file('new.db'), '--renumber')).exitCode, 5);
    const resumed = await migrate('--to', file('new.db'), '--renumber', '--resume');
    assert.match(resumed.output, /^11 events read, 10 copied\n/);
    assert.equal(readFileSync(file('new.db.set-aside.jsonl'), 'utf8'), aside);
  });

  it('lifts events by the user’s upcasters, spells types, and tells what does not match', async () => {
    writeFileSync(
      file('shapes.mjs'),
      "export const upcasters = [{ event_type: 'agent.updated', from: 1, to: 2, upcast: ({ temperature }) => ({ tuning: { temperature } }) }];",
    );
    writeFileSync(file('rollout.completed.json'), '{"properties": {"triplet_count": {"maximum": 2}}}');
    const { output } = await migrate(
      ...['--to', file('new.db'), '--renumber', '--types', 'qualified', '--upcasters', file('shapes.mjs')],
      ...['--schemas', file('')],
    );
    assert.match(output, /\nlifted by upcasters: 2 events\n/);
    assert.match(
      output,
      /\nnot as their schema says: 1 event\n {2}local_task_001 version 3 .*triplet_count: 3 is greater than 2/,
    );
    const rows = new Database(file('new.db'), { readonly: true })
      .prepare(
        "SELECT event_type || ' ' || event_data || ' ' || event_metadata FROM events WHERE aggregate_id = 'agent-123'",
      )
      .pluck()
      .all();
    assert.deepEqual(rows.slice(1, 3), [
      'agent.updated {"tuning": {"temperature": 0.2}} {"schema_version": 2}',
      'agent.updated {"tuning": {"temperature": 0.7}} {"original_version": 2, "schema_version": 2}',
    ]);
  });

  it('prints the report as JSON, and shows its progress on a terminal', async () => {
    const { output } = await migrate('--dry-run', '--json');
    assert.deepEqual([JSON.parse(output).events, JSON.parse(output).inspection.timeForms[0].rows], [11, 11]);
    const shown: string[] = [];
    const world = { showProgress: (line: string) => void shown.push(line) };
    await runIn(world, 'migrate', '--store', file('old.db'), '--to', file('new.db'), '--renumber');
    assert.match(shown[0]!, /^\[#+\] 100 % {2}11 events/);
    assert.equal(shown.at(-1), '');
  });

  const refused: [string, string[], number, RegExp][] = [
    ['no target', [], 2, /say where to/],
    ['an unknown spelling', ['--to', 'N', '--types', 'loud'], 2, /'loud' is invalid.*bare, qualified/],
    ['upcasters that are not there', ['--to', 'N', '--upcasters', 'nowhere.ts'], 2, /nowhere\.ts/],
    ['the source as target', ['--to', 'S', '--renumber'], 5, /name another store/],
  ];
  for (const [name, args, code, message] of refused) {
    it(`says what is wrong: ${name}`, async () => {
      const { exitCode, errors } = await migrate(
        ...args.map((arg) => ({ S: file('old.db'), N: file('new.db') })[arg] ?? arg),
      );
      assert.equal(exitCode, code);
      assert.match(errors, message);
    });
  }
});
