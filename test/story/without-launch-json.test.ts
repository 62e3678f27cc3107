import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Workbench } from '../host/workbench.ts';
import { openDemoWorkbench } from './demo-workbench.ts';

/** A folder with a database and nothing else: what somebody has who installed the extension a minute ago. */
describe('Without a launch.json', function () {
  const opened = openDemoWorkbench(this, (folder) => rmSync(path.join(folder, '.vscode'), { recursive: true }));
  let workbench: Workbench;
  before(() => {
    workbench = opened();
  });

  it('a replay asks for the store and the aggregate, and starts', async () => {
    await workbench.openView('Event Replay');
    await workbench.runCommand('Event Replay: Replay');
    await workbench.pick('events.db');
    await workbench.page.locator('.quick-input-widget:visible').getByText('agent-sales-3').first().waitFor();
    await workbench.screenshot('11-pick-an-aggregate');
    await workbench.pick('agent-sales-3');
    await workbench.editor.waitForStoppedLine(1);
    await workbench.screenshot('12-replaying-without-launch-json');
    await workbench.debug.toolbar('Stop');
    await workbench.debug.waitForEnd();
  });

  it('F5 in a stream replays that stream', async () => {
    await workbench.page.keyboard.press('F5');
    await workbench.editor.waitForStoppedLine(1);
    await workbench.debug.toolbar('Step Over');
    await workbench.editor.waitForStoppedLine(2);
    await workbench.debug.toolbar('Stop');
    await workbench.debug.waitForEnd();
  });
});
