import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { toJsonText } from '../../server/domain/json-text.ts';
import { parseJson } from '../../server/domain/parse-json.ts';
import { recorded, stateAfter, UserCode } from '../server/projections/user-code.ts';

const page = readFileSync(path.join(import.meta.dirname, '../../docs/projections.md'), 'utf8');

/** Each example: its file's name, its text, and the state that the page says comes of it. */
const EXAMPLES = [...page.matchAll(/```\w+\n(?:\/\/|#) (\S+)\n(.*?)```\n\n```json\n(.*?)\n```/gs)];
const EVENTS = [...page.matchAll(/^\| (\d+) \| `(.+)` \| `(.+)` \|$/gm)].map(([, version, event_type, text]) =>
  recorded(Number(version), text!, { event_type: event_type! }),
);

describe('docs/projections.md', () => {
  it('has events and examples', () => assert.deepEqual([EVENTS.length, EXAMPLES.length], [3, 4]));

  for (const [, file, text, state] of EXAMPLES) {
    it(`${file} gives what the page says`, async () => {
      const code = new UserCode();
      try {
        code.write(file!, text!);
        const projection = await code.reload(/upcasters/.test(text!) ? { upcasters: [file!] } : { projection: file! });
        assert.equal(await stateAfter(projection, EVENTS), toJsonText(parseJson(state!)));
      } finally {
        await code.close();
      }
    });
  }
});
