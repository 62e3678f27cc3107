import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { serve } from '../../server/cli/serve.ts';
import type { OpenApiDocument } from '../server/rest/checked-fetch.ts';
import { runPython } from '../server/rest/run-python.ts';
import { withService } from '../server/rest/with-service.ts';
import { temporaryFolder } from '../server/stores/temporary-folder.ts';

const page = readFileSync(path.join(import.meta.dirname, '../../docs/rest.md'), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, text]) => text!);
const rows = (heading: string) =>
  page
    .split(`## ${heading}\n`)[1]!
    .split('\n## ')[0]!
    .split('\n')
    .filter((line) => line.startsWith('| `'));

describe('docs/rest.md', () => {
  const file = temporaryFolder();

  it('has a Python program that prints what it says', async () => {
    await withService({}, async ({ url }) => {
      const [program] = blocks('python');
      const show =
        'import json\ndef print(*values): __builtins__.print(json.dumps(" ".join(str(each) for each in values)))\n';
      const printed = await runPython(url, show + program);
      assert.equal(`${printed.join('\n')}\n`, blocks('text')[0]);
    });
  });

  it('has curl commands that answer what it says', async () => {
    await withService({}, async ({ url }) => {
      const commands = blocks('sh').find((text) => text.includes('started.json'))!;
      const script = commands
        .replaceAll('http://localhost:8012', url)
        .replaceAll(/^curl(?!.*> started).*$/gm, '$& && echo');
      const { stdout } = await promisify(execFile)('bash', ['-ec', script], { cwd: file('') });
      assert.equal(stdout, blocks('json')[0]);
    });
  });

  it('names every route of the sessions', async () => {
    await withService({}, async ({ url }) => {
      const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as OpenApiDocument;
      const served = Object.entries(paths)
        .filter(([route]) => route.startsWith('/sessions'))
        .flatMap(([route, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${route}`));
      const named = rows('The routes').map((row) => /^\| `([^`]+)`/.exec(row)![1]!);
      assert.deepEqual(named.filter((route) => route.includes('/sessions')).sort(), served.sort());
    });
  });

  it('names every option of the command', () => {
    const context = {} as Parameters<typeof serve>[0];
    const options = serve(context).options.map(({ long }) => long!);
    const named = rows('Start it').flatMap((row) => row.split('|')[1]!.match(/--[a-z-]+/g)!);
    assert.deepEqual(named.sort(), options.filter((name) => name !== '--help').sort());
  });
});
