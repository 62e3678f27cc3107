import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { URI } from 'vscode-uri';
import { toStreamUri } from '../../server/protocol/stream-address.ts';
import { agentEvents } from '../support/agent-stream.ts';
import { DebugStory, type StoryOptions } from '../support/debug-story.ts';
import { storeFile } from '../support/store-file.ts';

const AGENT = 'agent-123';

/** What editors other than VS Code were seen to send. */
describe('A client that is not VS Code', () => {
  let store: { path: string; remove(): Promise<void> };
  let story: DebugStory;
  before(async () => {
    store = await storeFile(agentEvents());
  });
  after(() => store.remove());
  afterEach(() => story?.end());

  const begin = async (client: Record<string, unknown> = {}) => {
    story = await DebugStory.begin({ client: { adapterID: 'event-replay', ...client } } as StoryOptions);
    return { store: store.path, aggregateId: AGENT };
  };
  const setOn = (source: DebugProtocol.Source, line: number) => story.setBreakpoints(source, [{ line }]);

  describe('names a stream in its own way:', () => {
    it('by the buffer of a reference, also of one that an earlier session gave', async () => {
      const args = { ...(await begin()), sourceMode: 'reference' };
      const buffer = (reference: number) => ({ name: '', path: `dap-src://1/${reference}/` });
      await story.launch(args, async () => {
        const [early] = await setOn(buffer(1_000), 3);
        assert.equal(early?.verified, true);
      });
      await story.move('continue', 'continue');
      assert.equal((await story.frames())[0]!.line, 3);
      const { sourceReference } = (await story.frames())[0]!.source!;
      assert.equal((await setOn(buffer(sourceReference!), 5))[0]?.verified, true);
      // The breakpoint on line 3 was of the same document, so it is replaced.
      await story.move('first event', 'moveTo', { position: 'first' });
      await story.move('continue', 'continue');
      assert.equal((await story.frames())[0]!.line, 5);
      assert.equal((await setOn(buffer(1_000), 3))[0]?.verified, false);
    });

    it('by its URI, however it is encoded', async () => {
      const args = { ...(await begin()), sourceMode: 'uri' };
      await story.launch(args);
      const uri = toStreamUri({ store: `sqlite:${store.path}`, aggregateId: AGENT, firstPosition: 1 });
      const path = (await story.frames())[0]!.source!.path!;
      const ids: (number | undefined)[] = [];
      for (const spelling of [
        path,
        uri,
        URI.parse(uri).toString(),
        URI.parse(uri).toString(true),
        uri.replace('event-stream:/', 'event-stream:///'),
        uri.replace('?store=', '?store%3D'),
      ]) {
        const [set] = await setOn({ path: spelling }, 4);
        assert.equal(set?.verified, true, spelling);
        ids.push(set?.id);
      }
      assert.deepEqual(new Set(ids), new Set([1]), 'they are breakpoints of one document');
    });

    it('by the name alone, by a URI of the file, and by another way to the file', async () => {
      const args = await begin();
      await story.launch(args);
      const path = (await story.frames())[0]!.source!.path!;
      const folder = await mkdtemp(join(tmpdir(), 'event-replay-link-'));
      try {
        const link = join(folder, `${AGENT}.events`);
        await symlink(path, link);
        for (const source of [
          { name: `${AGENT}.events` },
          { path: URI.file(path).toString() },
          { path: link },
          { name: 'other', path },
        ]) {
          const [set] = await setOn(source, 4);
          assert.deepEqual([set?.verified, set?.id], [true, 1], JSON.stringify(source));
        }
      } finally {
        await rm(folder, { recursive: true });
      }
    });

    it('by line numbers without breakpoints, in any order', async () => {
      const args = await begin();
      await story.launch(args);
      const source = { name: `${AGENT}.events` };
      const { body } = await story.client.setBreakpointsRequest({ source, lines: [6, 2, 99, 4] });
      assert.deepEqual(
        body.breakpoints.map(({ line, verified }) => [line, verified]),
        [
          [6, true],
          [2, true],
          [99, false],
          [4, true],
        ],
      );
      // Neovim asks for the text with both.
      const asked = { source: { ...source, sourceReference: 1 }, sourceReference: 1 };
      assert.equal((await story.client.sourceRequest(asked)).body.content.trimEnd().split('\n').length, 8);
    });
  });

  it('misspells its name, and gets the stream as a file', async () => {
    const args = await begin({ clientId: 'neovim', clientname: 'neovim' });
    await story.launch(args);
    assert.match((await story.frames())[0]!.source!.path!, /agent-123\.events$/);
  });

  it('leaves out the arguments wherever nothing in them is needed', async () => {
    const args = await begin();
    await story.launch(args);
    for (const command of ['threads', 'loadedSources', 'setFunctionBreakpoints', 'setDataBreakpoints', 'stackTrace']) {
      assert.equal((await story.client.customRequest(command)).success, true, command);
    }
    for (const command of ['next', 'stepIn', 'continue', 'reverseContinue', 'restart']) {
      const stop = story.nextStop();
      await story.client.customRequest(command);
      await stop;
    }
    await story.client.customRequest('pause');
    const terminated = story.client.waitForEvent('terminated');
    await story.client.customRequest('terminate');
    await terminated;
    assert.equal((await story.client.customRequest('disconnect')).success, true);
  });

  it('sends a granularity with every movement', async () => {
    const args = await begin();
    await story.launch(args, () => setOn({ name: `${AGENT}.events` }, 5));
    const lines: number[] = [];
    for (const command of ['next', 'stepIn', 'stepBack', 'continue', 'continue', 'reverseContinue']) {
      await story.move(command, command, { granularity: 'statement', singleThread: true });
      lines.push((await story.frames())[0]!.line);
    }
    assert.deepEqual(lines, [2, 3, 2, 5, 8, 5]);
  });

  it('counts lines from 0, and is answered so everywhere', async () => {
    const args = await begin({ linesStartAt1: false, columnsStartAt1: false });
    const source = { name: `${AGENT}.events` };
    const logged = new Promise<DebugProtocol.OutputEvent>((resolve) => {
      story.client.on('output', (event: DebugProtocol.OutputEvent) => event.body.source && resolve(event));
    });
    await story.launch(args, async () => {
      const set = await story.setBreakpoints(source, [{ line: 2 }, { line: 1, logMessage: 'passed' }, { line: 8 }]);
      assert.deepEqual(
        set.map(({ line, verified }) => [line, verified]),
        [
          [2, true],
          [1, true],
          [8, false],
        ],
      );
    });
    await story.move('continue', 'continue');
    assert.equal((await logged).body.line, 1);
    const [frame] = await story.frames();
    assert.deepEqual([frame?.name, frame?.line, frame?.column], ['agent.updated · agent-123 v3', 2, 0]);

    const { targets } = (await story.client.gotoTargetsRequest({ source, line: 5 })).body;
    assert.deepEqual(targets, [{ id: targets[0]!.id, label: 'event 6: agent.updated', line: 5 }]);
    await story.move('jump', 'goto', { targetId: targets[0]!.id });
    const { scopes } = (await story.client.scopesRequest({ frameId: (await story.frames())[0]!.id })).body;
    const rows = await story.children(scopes[0]!.variablesReference);
    const { valueLocationReference } = rows.find(({ name }) => name === 'temperature')!;
    const place = await story.client.customRequest('locations', { locationReference: valueLocationReference });
    assert.equal(place.body.line, 5);
    // As of the hovered line: the temperature of the third event.
    assert.equal(await story.evaluate('temperature', 'hover', { source, line: 2, column: 0 }), '0.7');
  });
});
