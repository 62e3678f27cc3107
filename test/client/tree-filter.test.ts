import assert from 'node:assert/strict';
import { parseTreeFilter } from '../../client/stores/tree-filter.ts';

describe('The filter of the Stores view', () => {
  const rows: readonly (readonly [string, object | undefined])[] = [
    ['  ', undefined],
    ['agent-*', { ids: 'agent-*' }],
    ['type:task', { types: 'task' }],
    ['type:t* 78?', { types: 't*', ids: '78?' }],
    ["event_data.get('reward', 0) > 0.8", { where: "event_data.get('reward', 0) > 0.8" }],
    ['type:task version > 3', { types: 'task', where: 'version > 3' }],
    ['agent-* where version > 3', { ids: 'agent-*', where: 'version > 3' }],
    ['where user_id', { where: 'user_id' }],
  ];
  for (const [typed, wanted] of rows) {
    it(`reads '${typed}'`, () => {
      assert.deepEqual(parseTreeFilter(typed), wanted && { text: typed, ...wanted });
    });
  }
});
