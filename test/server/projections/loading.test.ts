import assert from 'node:assert/strict';
import { loadProjection } from '../../../server/projections/load-projection.ts';
import { shallowMerge } from '../../../server/projections/shallow-merge.ts';
import { recorded, stateAfter, UserCode } from './user-code.ts';

describe('Loading a projection', () => {
  let code: UserCode;
  beforeEach(() => {
    code = new UserCode();
  });
  afterEach(() => code.close());

  it('gives the default one when none is named', async () => {
    assert.equal(await loadProjection({ baseFolder: code.folder, onOutput: () => undefined }), shallowMerge);
  });

  const REFUSED: readonly [what: string, name: string, text: string | undefined, code: string, message: RegExp][] = [
    [
      'a file that is not there',
      'gone.ts',
      undefined,
      'bad-launch',
      /^The projection 'gone\.ts' does not exist: there is no file .*gone\.ts$/,
    ],
    [
      'a Python file that is not there',
      'gone.py:f',
      undefined,
      'bad-launch',
      /^The projection 'gone\.py:f' does not exist/,
    ],
    [
      'another kind of file',
      'agent.rb',
      'x',
      'bad-launch',
      /must be a \.ts, \.js or \.mjs module, or a function of a Python file/,
    ],
    [
      'a module that exports nothing of use',
      'a.ts',
      'export const fold = 1;',
      'projection-failed',
      /a\.ts must export a function 'apply\(state, event\)', or 'handlers'/,
    ],
    [
      'handlers that are no functions',
      'a.mjs',
      "export const handlers = { 'agent.created': 1 };",
      'projection-failed',
      /a\.mjs has under 'agent\.created' no function/,
    ],
    [
      'an initial state that is no object',
      'a.mjs',
      'export const initialState = []; export const apply = () => {};',
      'projection-failed',
      /must export as 'initialState' an object/,
    ],
    [
      'a module that throws',
      'a.mjs',
      "throw new RangeError('not today');",
      'projection-failed',
      /^The projection 'a\.mjs' could not be loaded: RangeError: not today$/,
    ],
    [
      'a module that does not parse',
      'a.mjs',
      'export const x = 1;\nexport const = 2;',
      'projection-failed',
      /SyntaxError: .*\(a\.mjs, line 2\)$/,
    ],
    [
      'TypeScript that is more than types',
      'a.ts',
      'export enum A { B }',
      'projection-failed',
      /Only types can be taken out of TypeScript here: no enums/,
    ],
    [
      'a module that ends its process',
      'a.mjs',
      'process.exit(4);',
      'projection-failed',
      /could not be loaded: its process ended with exit code 4$/,
    ],
    [
      'a Python file without the function',
      'a.py:fold',
      'def other(s, e): pass\n',
      'projection-failed',
      /a\.py has no function 'fold' \(it has other\): name one as a\.py:FUNCTION$/,
    ],
    [
      'a Python file that does not parse',
      'a.py',
      'x = 1\ndef fold(:\n',
      'projection-failed',
      /SyntaxError: invalid syntax \(a\.py, line 2\)$/,
    ],
    [
      'a Python file that throws',
      'a.py',
      'import nothing_of_that_name\n',
      'projection-failed',
      /ModuleNotFoundError: No module named 'nothing_of_that_name'$/,
    ],
  ];
  for (const [what, name, text, errorCode, message] of REFUSED) {
    it(`refuses ${what}, and says what is wrong`, async () => {
      const loading = text === undefined ? code.reload({ projection: name }) : code.load(name, text);
      await assert.rejects(loading, { name: 'DomainError', code: errorCode, message });
    });
  }

  it('says what to do when there is no Python', async () => {
    code.write('agent.py', '');
    await assert.rejects(code.reload({ projection: 'agent.py', python: 'python-of-no-machine' }), {
      code: 'bad-launch',
      message: /'python-of-no-machine' could not be started .* Install Python 3, and see that it is on the PATH\.$/,
    });
  });

  for (const [name, text] of [
    ['agent.mjs', 'while (true) {}'],
    ['agent.py', 'while True: pass\n'],
  ] as const) {
    it(`ends a file that never finishes loading: ${name}`, async () => {
      code.write(name, text);
      const abort = new AbortController();
      const loading = code.reload({ projection: name, signal: abort.signal });
      abort.abort();
      await assert.rejects(loading, { code: 'cancelled', message: /did not finish loading; its process was ended$/ });
    });
  }

  for (const { name, text, helper } of [
    {
      name: 'agent.mjs',
      helper: 'helper.mjs',
      text: "import { a } from './helper.mjs'; export const apply = () => ({ a });",
    },
    {
      name: 'agent.py',
      helper: 'helper.py',
      text: 'import helper\ndef apply_event_to_state(state, event):\n    return {"a": helper.a}\n',
    },
  ]) {
    it(`loads what was changed, also in files that it imports: ${name}`, async () => {
      const helperText = (a: number) => (helper.endsWith('.py') ? `a = ${a}\n` : `export const a = ${a};`);
      code.write(helper, helperText(1));
      const old = await code.load(name, text);
      const same = await code.reload({ projection: name });
      assert.equal(same.fingerprint, old.fingerprint);
      code.write(helper, helperText(2));
      const fresh = await code.reload({ projection: name });
      assert.notEqual(fresh.fingerprint, old.fingerprint);
      assert.equal(await stateAfter(fresh, [recorded(1, '{}')]), '{"a": 2}');
      assert.equal(await stateAfter(old, [recorded(1, '{}')]), '{"a": 1}');
    });
  }

  it('does not go on with half the events folded by other code, when the process has to be started again', async () => {
    const projection = await code.load('agent.mjs', 'export const apply = () => process.exit(1);');
    await assert.rejects(stateAfter(projection, [recorded(1, '{}')]), /exit code 1/);
    code.write('agent.mjs', 'export const apply = (state) => state;');
    await assert.rejects(stateAfter(projection, [recorded(2, '{}')]), {
      code: 'projection-failed',
      message: "The code of the projection 'agent.mjs' was changed: restart the replay to use it",
    });
  });
});
