import assert from 'node:assert/strict';
import { learnEvents, nothingKnown } from '../../../../server/domain/expressions/editing/index.ts';
import {
  completeQuery,
  formatQuery,
  parseQuery,
  type Sample,
  type Surroundings,
  storeOf,
  toFilter,
} from '../../../../server/domain/queries/index.ts';
import { rewarded, updated } from '../../stores/example-events.ts';

const WHOLE = `# Splendid rewards of the tuner
store: events.db
types: rollout.completed, task.*
from: 2025-09-19          to: 2025-09-20T12:00
order: oldest first
limit: 200

event_data.get('reward', 0) > 0.8
and user_id is not None
`;

/** Each problem with the text that it stands at. */
function problemsOf(text: string): [at: string, message: string][] {
  return parseQuery(text).problems.map(({ span, message }) => [text.slice(span.from, span.to), message]);
}

describe('A query', () => {
  it('is a small head and an expression', () => {
    const query = parseQuery(WHOLE);
    assert.deepEqual(query.problems, []);
    assert.equal(query.title, 'Splendid rewards of the tuner');
    assert.equal(query.store?.text, 'events.db');
    assert.deepEqual([query.order, query.limit], ['oldest-first', 200]);
    assert.deepEqual(toFilter(query), {
      event_types: ['rollout.completed', 'task.*'],
      from_timestamp: '2025-09-19T00:00:00.000000Z',
      to_timestamp: '2025-09-20T12:00:00.000000Z',
      where: "event_data.get('reward', 0) > 0.8\nand user_id is not None",
    });
  });

  it('is all events, the newest first, when nothing is said', () => {
    for (const text of ['', '\n\n', '# everything\n', 'types:\n']) {
      const query = parseQuery(text);
      assert.deepEqual(toFilter(query), {}, text);
      assert.deepEqual([query.order, query.limit, query.problems], ['newest-first', 100, []], text);
    }
  });

  it('takes an expression without a head, and one without a blank line before it', () => {
    assert.deepEqual(toFilter(parseQuery('version == 1')), { where: 'version == 1' });
    assert.deepEqual(toFilter(parseQuery('types: updated\nversion == 1')), {
      event_type: 'updated',
      where: 'version == 1',
    });
    assert.deepEqual(toFilter(parseQuery("\n# title\n\n{'a': 1}.get('a') == version")), {
      where: "{'a': 1}.get('a') == version",
    });
  });

  it('has a head in which lines may be blank', () => {
    const query = parseQuery('store: events.db\n\nlimit: 5\n\nversion == 1');
    assert.deepEqual([query.problems, query.limit, query.where?.text], [[], 5, 'version == 1']);
  });

  it('takes the line ends of Windows', () => {
    const query = parseQuery(WHOLE.replaceAll('\n', '\r\n'));
    assert.deepEqual(query.problems, []);
    assert.equal(query.store?.text, 'events.db');
    assert.match(toFilter(query).where!, /^event_data[\s\S]*not None$/);
  });

  it('means the whole of a day up to which it asks', () => {
    assert.equal(parseQuery('to: 2025-09-20').to, '2025-09-20T23:59:59.999999Z');
    assert.equal(parseQuery('to: 2025-09-20T00:00').to, '2025-09-20T00:00:00.000000Z');
    assert.deepEqual(problemsOf('from: 2025-09-20\nto: 2025-09-20'), []);
  });

  it('says where in the head something is wrong', () => {
    const text = `tpyes: updated
colour: red
limit: many
limit: 5
order: sideways
from: yesterday  to: 2025-02-30
types: task.started task.completed
`;
    assert.deepEqual(problemsOf(text), [
      ['tpyes', "There is no 'tpyes' in a query: did you mean 'types'?"],
      ['colour', "There is no 'colour' in a query: use store, types, from, to, order, limit"],
      ['many', 'A limit is a whole number from 1 to 10,000'],
      ['limit', "'limit' stands here twice: keep one"],
      ['sideways', "An order is 'newest first' or 'oldest first', not 'sideways'"],
      ['yesterday', "'yesterday' is not a timestamp: use 2025-09-19T05:26:56.006400Z"],
      ['2025-02-30', "'2025-02-30' is not a date that exists"],
      ['task.started task.completed', "Put commas between types: 'task.started, task.completed'"],
    ]);
    assert.deepEqual(problemsOf('store: events.db\ntypes\nlimit: 5'), [['types', "Put a colon behind 'types'"]]);
    assert.deepEqual(
      problemsOf('store: events.db\nty\nlimit: 5').map(([at]) => at),
      ['ty'],
    );
    assert.deepEqual(problemsOf('from: 2025-09-20\nto: 2025-09-19'), [
      ['2025-09-19', "'to' lies before 'from': no event can be found"],
    ]);
    assert.deepEqual(
      problemsOf('limit: 10001').map(([at]) => at),
      ['10001'],
    );
  });

  it('says where in the expression something is wrong, however far down it stands', () => {
    const head = 'types: updated\n\nversion == 1\n';
    assert.deepEqual(problemsOf(`${head}and rewrad > 1`), [['rewrad', "NameError: name 'rewrad' is not defined"]]);
    assert.deepEqual(problemsOf(`${head}&& True`), [['&&', "SyntaxError: use 'and' instead of '&&'"]]);
  });

  it('refuses what needs a state, which a query has not', () => {
    assert.deepEqual(problemsOf("types: updated\n\nchanged('reward')"), [
      [
        "changed('reward')",
        'A query looks at each event by itself: state, before and changed(…) belong into breakpoints',
      ],
    ]);
  });

  it('is written in one way, and what is written so stays as it is', () => {
    const formatted = `# Splendid rewards of the tuner
store: events.db
types: rollout.completed, task.*
from: 2025-09-19
to: 2025-09-20T12:00
order: oldest first
limit: 200

event_data.get('reward', 0) > 0.8
and user_id is not None
`;
    assert.equal(formatQuery(WHOLE), formatted);
    const untidy = `
# Splendid rewards of the tuner

  LIMIT :200
ORDER: Oldest
from: 2025-09-19     to: 2025-09-20T12:00
types:rollout.completed ,task.*,
store:   events.db


event_data.get('reward', 0) > 0.8${'   '}
and user_id is not None

`;
    assert.equal(formatQuery(untidy), formatted);
    assert.equal(formatQuery(untidy.replaceAll('\n', '\r\n')), formatted);
    for (const text of [
      formatted,
      '',
      'version == 1\n',
      '# only a title\n',
      '# a title\n\n# a remark\nversion == 1\n',
    ]) {
      assert.equal(formatQuery(formatQuery(text)), formatQuery(text));
    }
    assert.equal(formatQuery(formatted), formatted);
  });

  it('keeps, when it is formatted, its comments, what is no key, and texts over several lines', () => {
    assert.equal(
      formatQuery('# title\nlimit: 5\n# these two\ntypes: a,b\ncolour: red\n\nversion == 1 # the first\n'),
      '# title\n# these two\ntypes: a, b\nlimit: 5\ncolour: red\n\nversion == 1 # the first\n',
    );
    assert.equal(formatQuery('"""a   \n  b""" == user_id\n'), '"""a   \n  b""" == user_id\n');
  });

  it('asks the store that it names, or the only one', () => {
    const [events, other] = [
      { address: 'sqlite:/data/events.db', name: 'events.db' },
      { address: 'sqlite:/old/events.db', name: 'old/events.db' },
    ];
    const find = (text: string, ...stores: (typeof events)[]) => storeOf(parseQuery(text), stores)?.address;
    assert.equal(find('', events), events.address);
    assert.equal(find('', events, other), undefined);
    assert.equal(find('store: old/events.db', events, other), other.address);
    assert.equal(find('store: sqlite:/old/events.db', events, other), other.address);
    for (const path of ['/old/events.db', 'sqlite:/old/events.db', 'old/events.db', './old/events.db'])
      assert.equal(find(`store: ${path}`, events, { ...other, name: 'Old' })?.length, other.address.length, path);
    assert.equal(find('store: vents.db', events), undefined);
    assert.equal(find('store: missing.db', events), undefined);
    assert.equal(find('store: events.db', events, { ...other, name: 'events.db' }), undefined);
  });
});

describe('Completion in a query', () => {
  const events = [
    updated(1, { event_type: 'created', event_data: { model: 'gpt-4' } }),
    updated(2, { event_data: { model: 'gpt-4', temperature: 0.5 } }),
    rewarded(3, 0.4, { metadata: { source: 'tuner' } }),
    rewarded(4, 0.9, { event_type: 'task.completed' }),
  ];
  const knowledge = nothingKnown();
  learnEvents(knowledge, events);
  const sample: Sample = {
    knowledge,
    events: events.length,
    earliest: events[0]!.timestamp,
    latest: events.at(-1)!.timestamp,
  };
  const stores = [
    { address: 'sqlite:/data/events.db', name: 'events.db' },
    { address: 'sqlite:/data/old.db', name: 'old.db' },
  ];

  /** What is offered at the bar, and the text after the first was taken. */
  function at(marked: string, around: Surroundings = { stores, sample }) {
    const offset = marked.indexOf('|');
    const text = marked.replace('|', '');
    const items = completeQuery(text, offset, around);
    const [first] = items;
    const taken = first && text.slice(0, first.from) + first.insertText + text.slice(first.to);
    return { items, labels: items.map(({ label }) => label), taken };
  }

  it('offers the keys of the head that are still missing', () => {
    assert.deepEqual(at('|').labels.slice(0, 6), ['store', 'types', 'from', 'to', 'order', 'limit']);
    assert.equal(at('ty|').taken, 'types: ');
    assert.deepEqual(at('types: updated\nst|').labels[0], 'store');
    assert.ok(!at('types: updated\n|').labels.includes('types'));
    assert.deepEqual(at('ty|: updated').labels, ['types']);
    assert.deepEqual(at('store: events.db\n|\nlimit: 5').labels.slice(0, 2), ['types', 'from']);
    assert.equal(at('store: events.db\nty|\nlimit: 5').taken, 'store: events.db\ntypes: \nlimit: 5');
    assert.ok(!at('store: events.db\n|\nlimit: 5').labels.includes('limit'));
  });

  it('offers names of the event on the same line, for an expression needs no head', () => {
    assert.ok(at('|').labels.includes('event_data'));
    assert.equal(at('event_d|').taken, 'event_data');
    assert.ok(!at('limit: 5\n\nl|').labels.includes('limit'), 'the head is over');
    assert.ok(at('limit: 5\n\nl|').labels.includes('len'));
  });

  it('offers the stores that are known', () => {
    assert.deepEqual(at('store: |').labels, ['events.db', 'old.db']);
    assert.equal(at('store:|').taken, 'store: events.db');
    assert.equal(at('store: o|ther.db').taken, 'store: old.db');
  });

  it('offers the types that were seen, the frequent ones first, and patterns for them', () => {
    const { items } = at('types: |');
    assert.deepEqual(
      items.map(({ label, detail }) => `${label}: ${detail}`),
      [
        'task.completed: 2 of 4 sampled events',
        'agent.created: 1 of 4 sampled events',
        'agent.updated: 1 of 4 sampled events',
        'agent.*: every agent event',
        'task.*: every task event',
      ],
    );
    assert.equal(at('types: task.completed, upd|, x').taken, 'types: task.completed, agent.updated, x');
    assert.ok(!at('types: task.completed, |').labels.includes('task.completed'));
    assert.deepEqual(at('types: |', { stores, sample: undefined }).labels, []);
  });

  it('offers times that occur, orders and limits', () => {
    assert.deepEqual(at('from: |').labels, ['2025-09-19', '2025-09-19T13:00:04', '2025-09-19T13:00:01']);
    assert.deepEqual(at('from: 2025-09-19  to: |').labels.length, 3);
    assert.equal(at('order: o|').taken, 'order: oldest first');
    assert.deepEqual(at('limit: |').labels, ['100', '1000', '10000']);
  });

  it('offers fields with their types and an example, those of the named types first', () => {
    const { items } = at('types: task.*\n\nevent_data.|');
    assert.deepEqual([items[0]?.label, items[0]?.detail], ['reward', 'float, in 2 of 4, such as 0.4']);
    assert.equal(at('types: agent.updated\n\nevent_data.|').labels[0], 'model');
    assert.equal(at("limit: 5\n\nversion > 1\nand event_data['rew|").taken?.endsWith("event_data['reward']"), true);
    assert.equal(at("metadata.get('|").taken, "metadata.get('source'");
    assert.ok(at("event_type == '|").labels.includes('task.completed'));
  });

  it('offers nothing that a query cannot say', () => {
    const { labels } = at('limit: 5\n\n|');
    for (const name of ['state', 'before', 'changed']) assert.ok(!labels.includes(name), name);
    assert.deepEqual(at('# a com|').labels, []);
    assert.deepEqual(at('colour: |').labels, []);
  });
});
