import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { vsix } from '../../scripts/package.ts';
import { makeDemo } from '../host/demo-folder.ts';
import { Workbench } from '../host/workbench.ts';

/**
 * For the suite that calls it: a workbench with the packaged extension on a fresh demo folder, and a screenshot of what
 * failed. The story's chapters go on where the one before ended, so the first failure ends it.
 */
export function openDemoWorkbench(suite: Mocha.Suite, prepare: (folder: string) => void = () => {}): () => Workbench {
  suite.bail(true);
  let folder: string;
  let workbench: Workbench | undefined;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'event-replay-story-'));
    makeDemo(folder);
    prepare(folder);
    workbench = await Workbench.open({ folder, extensions: [vsix] });
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench?.screenshot(`failed ${this.currentTest.parent?.title}`);
  });
  return () => workbench!;
}
