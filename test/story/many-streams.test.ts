import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { demoEvents } from '../../server/cli/demo/demo-events.ts';
import { paneOf } from '../host/tree.ts';
import type { Workbench } from '../host/workbench.ts';
import { openDemoWorkbench } from './demo-workbench.ts';

const FIFTY = 50;

/** Fifty aggregates as the threads of one replay. */
describe('Many streams', function () {
  const opened = openDemoWorkbench(this, replayFifty);
  let workbench: Workbench;
  before(() => {
    workbench = opened();
  });

  it('shows each aggregate as of one moment, and the one that acts', async () => {
    const { page, debug } = workbench;
    await workbench.openView('Run and Debug');
    await page.locator('.start-debug-action-item .codicon-debug-start').click();
    await debug.callStack.row(/not begun yet/);
    await workbench.runCommand('Event Replay: Go to Last Event');
    await debug.callStack.row(/Moved here/i);
    // Room for the threads.
    for (const title of ['Variables', 'Watch']) await paneOf(page, title).locator('.pane-header').click();
    await workbench.screenshot('31-fifty-threads');
  });

  it('stops where something failed going back, and explains it', async () => {
    const { page, debug } = workbench;
    await debug.breakpoints.row('Failed Events');
    await paneOf(page, 'Breakpoints').locator('.monaco-list-row', { hasText: 'Failed Events' }).click();
    await page.keyboard.press('Space');
    await workbench.runCommand('Event Replay: Reverse Continue');
    await page.locator('.exception-widget', { hasText: 'says that something failed' }).waitFor();
    await workbench.screenshot('32-something-failed');
  });

  it('tells the history of an expression in the console', async () => {
    const { page } = workbench;
    await workbench.runCommand('Event Replay: Watch History…');
    await page.locator('.quick-input-widget:visible input').first().fill("state.get('status')");
    await page.keyboard.press('Enter');
    await page.locator('.repl-tree', { hasText: /values over/ }).waitFor();
    await workbench.screenshot('33-history');
  });
});

function replayFifty(folder: string): void {
  const aggregateIds = [...new Set(demoEvents().map(({ aggregate_id }) => aggregate_id))].slice(0, FIFTY);
  const file = path.join(folder, '.vscode', 'launch.json');
  const launch = JSON.parse(readFileSync(file, 'utf8'));
  const { aggregateId: _, ...first } = launch.configurations[0];
  launch.configurations = [{ ...first, name: 'Replay fifty', aggregateIds }];
  writeFileSync(file, JSON.stringify(launch));
}
