import assert from 'node:assert/strict';
import { ofAggregate, queryTemplate } from '../../client/queries/query-template.ts';
import { fileNameOf, titleOf } from '../../client/queries/query-text.ts';
import { parseQuery } from '../../server/domain/queries/index.ts';

describe('How a query is called', () => {
  it('is what its first comment says, else what it asks for', () => {
    assert.equal(titleOf('\n# Splendid rewards\n# of the tuner\nlimit: 5'), 'Splendid rewards');
    assert.equal(titleOf('# \nstore: events.db\nlimit: 5\n\nversion == 1\nand  user_id'), 'version == 1 and user_id');
    assert.equal(titleOf('types: task.*\nfrom: 2025-09-19'), 'types: task.* from: 2025-09-19');
    assert.equal(titleOf('order: newest first\n'), '');
    assert.equal(titleOf(`version in [${'1, '.repeat(50)}]`).length, 60);
  });

  it('becomes the name of a file without what files cannot be called', () => {
    assert.equal(fileNameOf("event_data.get('reward', 0) > 0.8"), "event_data.get('reward' 0) 0.8");
    assert.equal(fileNameOf('../../etc/passwd'), 'etc passwd');
    assert.equal(fileNameOf('Über alles\n'), 'Über alles');
    assert.equal(fileNameOf('///'), '');
  });
});

describe('A new query', () => {
  it('is one that can be run as it stands', () => {
    const query = parseQuery(queryTemplate('events.db'));
    assert.deepEqual([query.problems, query.store?.text, query.limit], [[], 'events.db', 100]);
    assert.deepEqual(parseQuery(queryTemplate(undefined)).problems, []);
  });

  it('asks for one aggregate, whatever that is called', () => {
    for (const id of ['agent-123', `it's "quoted" \\ and \n broken\u2028`]) {
      const { where, problems } = parseQuery(queryTemplate('events.db', ofAggregate(id)));
      assert.deepEqual(problems, []);
      assert.equal(where?.text, ofAggregate(id));
    }
  });
});
