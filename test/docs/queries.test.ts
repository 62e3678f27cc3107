import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatQuery, HEAD_KEYS, MOST_RESULTS, parseQuery, toFilter } from '../../server/domain/queries/index.ts';
import { openStore } from '../../server/stores/open-store.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/queries.md'), 'utf8');
const examples = [...page.matchAll(/```eventquery\n([\s\S]*?)```/g)].map(([, text]) => text!);

describe('docs/queries.md', () => {
  it('shows queries that run as they stand, and are formatted', async () => {
    assert.equal(examples.length, 2);
    const store = await openStore('memory:', { readOnly: false });
    for (const text of examples) {
      const query = parseQuery(text);
      assert.deepEqual(query.problems, []);
      assert.equal(formatQuery(text), text);
      assert.deepEqual((await store.queryEvents(toFilter(query))).events, []);
    }
    await store.close();
  });

  it('names every line of the head, and no other', () => {
    const rows = page.split('\n').flatMap((line) => /^\| `(\w+)` \|/.exec(line)?.[1] ?? []);
    assert.deepEqual(rows, [...HEAD_KEYS]);
    assert.ok(page.includes(`${MOST_RESULTS.toLocaleString('en-US')} at most`));
  });
});
