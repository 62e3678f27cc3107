import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { paneOf } from '../host/tree.ts';
import type { Workbench } from '../host/workbench.ts';
import { openDemoWorkbench } from './demo-workbench.ts';

/** Had the support agent not been given that temperature: changed in the replay alone, and taken back. */
describe('What if', function () {
  let folder: string;
  const opened = openDemoWorkbench(this, (made) => {
    folder = made;
    prepare(folder);
  });
  let workbench: Workbench;
  before(() => {
    workbench = opened();
  });

  it('shows behind every line what its event changed', async () => {
    const { page, editor } = workbench;
    await workbench.openView('Run and Debug');
    await page.locator('.start-debug-action-item .codicon-debug-start').click();
    await editor.waitForStoppedLine(1);
    await editor.goToLine(27);
    await workbench.runCommand('Event Replay: Replay to Here');
    await editor.waitForStoppedLine(27);
    await page.locator('.view-line', { hasText: 'temperature 0.2 → 1.7' }).first().waitFor();
    await workbench.screenshot('21-inline-changes');
    // Room for the whole call stack.
    for (const title of ['Watch', 'Breakpoints']) await paneOf(page, title).locator('.pane-header').click();
  });

  it('skips an event, and says so in the document, the call stack and the status bar', async () => {
    const { page, debug } = workbench;
    await page.locator('.view-line', { hasText: 'temperature 0.2 → 1.7' }).first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'What If This Event Was Skipped' }).waitFor();
    await workbench.screenshot('22-what-if-in-the-menu');
    await page.getByRole('menuitem', { name: 'What If This Event Was Skipped' }).click();
    await debug.callStack.row('what if: 1 change');
    await debug.variables.row(/^temperature ?[:=] ?0\.2$/);
    await page.locator('.statusbar').getByText('What if: 1 change').waitFor();
    await workbench.screenshot('23-what-if-skipped');
  });

  it('lets an event say something else', async () => {
    const { page, debug } = workbench;
    await workbench.runCommand('Event Replay: What If This Event Said Something Else…');
    await page.locator('.codelens-decoration', { hasText: 'Apply: what if event 27' }).waitFor();
    await page.locator('.tab.active[aria-label*="Untitled"]').waitFor();
    await workbench.screenshot('24-the-payload');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.insertText('{ "temperature": 0.5 }');
    await page.locator('.codelens-decoration a', { hasText: 'Apply' }).click();
    await page.locator('.statusbar').getByText('What if: 2 changes').waitFor();
    await debug.callStack.row('what if: 2 changes');
    await debug.variables.row(/^temperature ?[:=] ?0\.5$/);
    await workbench.screenshot('25-two-what-ifs');
  });

  it('keeps them over a restart on request, and exports them with the session', async () => {
    const { page, debug, editor } = workbench;
    await workbench.runCommand('Event Replay: Restart Keeping What-Ifs');
    await editor.waitForStoppedLine(1);
    await debug.callStack.row('what if: 2 changes');
    await editor.goToLine(27);
    await workbench.runCommand('Event Replay: Replay to Here');
    await editor.waitForStoppedLine(27);
    await debug.variables.row(/^temperature ?[:=] ?0\.5$/);

    await workbench.runCommand('Event Replay: Export Session');
    const dialog = page.locator('.quick-input-widget:visible', { hasText: 'Export Session' });
    await dialog.waitFor();
    await workbench.screenshot('26-export');
    await dialog.getByRole('button', { name: /^(OK|Save)/ }).click();
    await page.locator('.tab.active[aria-label*=".json"]').waitFor();
    await page.locator('.view-line', { hasText: '"aggregate_id": "agent-support-7"' }).first().waitFor();
    await workbench.screenshot('27-exported');
    const exported = readdirSync(folder).filter((name) => name.endsWith('.json'));
    assert.equal(exported.length, 1, exported.join());
    const session = JSON.parse(readFileSync(path.join(folder, exported[0]!), 'utf8'));
    assert.equal(session.what_if.length, 2);
    await page.keyboard.press('Control+F4');
  });

  it('takes everything back from the status bar', async () => {
    const { page, debug } = workbench;
    const change = page.locator('.statusbar').getByText(/What if: 2 changes/);
    await change.click();
    await page.locator('.quick-input-widget:visible').getByText('Undo All').waitFor();
    await workbench.screenshot('28-undo');
    await workbench.pick('Undo All');
    await debug.variables.row(/^temperature ?[:=] ?1\.7$/);
    await change.waitFor({ state: 'hidden' });
    await workbench.screenshot('29-all-undone');
  });
});

function prepare(folder: string): void {
  // What is typed is what stands there.
  const settings = { 'editor.autoClosingBrackets': 'never', 'editor.autoClosingQuotes': 'never' };
  writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
  const file = path.join(folder, '.vscode', 'launch.json');
  const launch = JSON.parse(readFileSync(file, 'utf8'));
  for (const configuration of launch.configurations) configuration.allowWhatIf = true;
  writeFileSync(file, JSON.stringify(launch));
}
