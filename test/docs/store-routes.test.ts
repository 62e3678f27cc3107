import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { OpenApiDocument } from '../server/rest/checked-fetch.ts';
import { withService } from '../server/rest/with-service.ts';
import { temporaryFolder } from '../server/stores/temporary-folder.ts';

const page = readFileSync(path.join(import.meta.dirname, '../../docs/store-routes.md'), 'utf8');
const COMMANDS = [...page.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, block]) =>
  block!.replaceAll('\\\n', ' ').trim().split('\n'),
);

describe('docs/store-routes.md', () => {
  const file = temporaryFolder();

  it('has examples that do what it says', async function () {
    const hasCurl = await promisify(execFile)('curl', ['--version']).then(
      () => true,
      () => false,
    );
    if (!hasCurl) this.skip();
    await withService({ readOnly: false }, async ({ url, store }) => {
      const answers = [];
      for (const command of COMMANDS) {
        const { stdout } = await promisify(execFile)('sh', ['-c', command.replace('http://127.0.0.1:8012', url)], {
          cwd: file(''),
        });
        answers.push(stdout && JSON.parse(stdout));
      }
      const [statuses, rewarding, state, , saved] = answers;
      const ids = ({ events }: { events: { event_id: string }[] }) => events.map(({ event_id }) => event_id);
      assert.deepEqual(ids(statuses), ['event-7', 'event-5']);
      assert.deepEqual(ids(rewarding), ['event-7', 'event-4']);
      assert.equal(state.state.temperature, 0.7);
      assert.equal(readFileSync(file('events.jsonl'), 'utf8').trimEnd().split('\n').length, 8);
      assert.equal(saved.version, 9);
      assert.equal(await store.getAggregateVersion('agent-123'), 9);
    });
  }).timeout(30_000);

  it('names every route of the store that there is', async () => {
    await withService({}, async ({ url }) => {
      const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as OpenApiDocument;
      const text = page.replaceAll(/\{\w+\}/g, '{}');
      for (const route of Object.keys(paths).filter((name) => !name.startsWith('/sessions'))) {
        const last = route.replaceAll(/\{\w+\}/g, '{}').replace(/^\/aggregates\/\{\}(?=\/)/, '');
        assert.ok(text.includes(last), route);
      }
    });
  });
});
