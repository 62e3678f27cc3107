import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeDemo } from '../../test/host/demo-folder.ts';
import { Workbench } from '../../test/host/workbench.ts';
import { packageExtension, vsix } from '../package.ts';
import { heading, median, report } from './measure.ts';

const WINDOWS = 3;

/** What the packaged extension takes to activate in a window that has just opened, as VS Code itself measures it. */
export async function benchActivation(): Promise<void> {
  heading('The extension');
  await packageExtension();
  const took: number[] = [];
  for (let window = 0; window < WINDOWS; window++) took.push(await activate());
  report('activation, in units of 100 ms', median(took) / 100, '<= 1', took.map((each) => `${each} ms`).join(', '));
}

async function activate(): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'event-replay-bench-'));
  makeDemo(folder);
  const workbench = await Workbench.open({ folder, extensions: [vsix] });
  try {
    await workbench.openView('Event Replay');
    await workbench.tree('Stores').waitUntil(() => true);
    await workbench.runCommand('Developer: Show Running Extensions');
    const row = workbench.page.locator('.extension', { hasText: 'Event Replay Debugger' });
    const time = await row.locator('.activation-time').innerText();
    return Number(/(\d+)ms/.exec(time)![1]);
  } finally {
    await workbench.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
