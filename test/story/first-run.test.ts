import { rmSync } from 'node:fs';
import path from 'node:path';
import { waitUntil } from '../host/tree.ts';
import type { Workbench } from '../host/workbench.ts';
import { openDemoWorkbench } from './demo-workbench.ts';

/** The first three minutes: the walkthrough, from the packaged extension, in a folder without a launch.json. */
describe('The first run', function () {
  const opened = openDemoWorkbench(this, (folder) => rmSync(path.join(folder, '.vscode'), { recursive: true }));
  let workbench: Workbench;
  before(() => {
    workbench = opened();
  });

  const step = (title: string) => workbench.page.locator('.getting-started-step', { hasText: title });
  const isDone = (title: string) => step(title).and(workbench.page.locator('[aria-checked="true"]')).waitFor();
  const openStep = async (title: string) => {
    if ((await step(title).getAttribute('aria-expanded')) !== 'true') await step(title).locator('.step-title').click();
  };
  // A button within a button has no role of its own.
  const press = (text: string) =>
    workbench.page.locator('.getting-started-step .monaco-button', { hasText: text }).click();

  /** The walkthrough had the focus. */
  const turnToStream = () => workbench.page.locator('.tab[data-resource-name="agent-support-7.events"]').click();

  /** The walkthrough may take the focus back, when it has ticked a step: then this is false. */
  const goToLine = async (line: number) => {
    const { page } = workbench;
    await turnToStream();
    await page.keyboard.press('Control+g');
    const goThere = async () => {
      await page.locator('.quick-input-widget:visible input').first().fill(`:${line}`, { timeout: 2_000 });
      await page.keyboard.press('Enter');
      const there = page.locator('.editor-group-container.active .active-line-number', { hasText: String(line) });
      await there.waitFor({ timeout: 2_000 });
    };
    const isThere = await goThere().then(
      () => true,
      () => false,
    );
    if (!isThere) await page.keyboard.press('Escape');
    return isThere;
  };

  /** As the status bar has it, which does not change with the focus. */
  const standsAt = (position: number, sign = '') =>
    workbench.page.locator('.statusbar-item', { hasText: `${sign} ${position}/46 · agent-support-7` }).waitFor();

  it('begins with Get Started, which shows the walkthrough', async () => {
    await workbench.runCommand('Event Replay: Get Started');
    await step('Open the demo store').waitFor();
    await workbench.screenshot('10-get-started');
  });

  it('opens the demo store', async () => {
    await press('Open the Demo Store');
    await workbench.tree('Stores').row('Demo');
    await isDone('Open the demo store');
    await workbench.screenshot('10b-demo-store');
  });

  it('opens a stream beside the walkthrough', async () => {
    await openStep('Open a stream');
    await press('Open agent-support-7');
    await workbench.page.locator('.tab.active[data-resource-name="agent-support-7.events"]').waitFor();
    await isDone('Open a stream');
  });

  it('knows of the breakpoint in its margin', async () => {
    await openStep('Set a breakpoint');
    // The group is too narrow to click where `setBreakpointAtLine` would.
    const { page, editor } = workbench;
    // While the walkthrough has the focus there are none.
    const lines = async () => {
      await turnToStream();
      const none = page.waitForTimeout(2_000).then((): number[] => []);
      return Promise.race([editor.breakpointLines().catch((): number[] => []), none]);
    };
    await waitUntil(
      async () => {
        if ((await lines()).includes(32) || !(await goToLine(32))) return lines();
        await page.keyboard.press('F9');
        await page.waitForTimeout(500);
        return lines();
      },
      (found) => found.includes(32),
    );
    await isDone('Set a breakpoint');
    await workbench.screenshot('10c-breakpoint-beside-the-walkthrough');
  });

  it('replays, and steps back; the status bar says where it is', async () => {
    await openStep('Replay, and step back');
    await press('Start the Replay');
    await turnToStream();
    await standsAt(1);
    await workbench.debug.toolbar('Continue');
    await standsAt(32);
    await workbench.debug.toolbar('Step Back');
    await standsAt(31, '◀');
    await isDone('Replay, and step back');
    await workbench.screenshot('10d-stepped-back');
  });

  it('asks who set the temperature, and is done', async () => {
    await openStep('Ask who set this');
    await press('Ask Who Set the Temperature');
    await turnToStream();
    await standsAt(27);
    await isDone('Ask who set this');
    await workbench.screenshot('10e-who-set-the-temperature');
  });

  it('offers the ways through time from the status bar', async () => {
    await workbench.page.locator('.statusbar-item', { hasText: 'agent-support-7' }).first().click();
    await workbench.page.locator('.quick-input-widget:visible').getByText('Go to Event…').waitFor();
    await workbench.screenshot('10f-time-travel');
    await workbench.pick('Last Event');
    await standsAt(46);
  });

  it('looks as well in a dark theme', async () => {
    await workbench.runCommand('Preferences: Toggle between Light/Dark Themes');
    await workbench.page.locator('.monaco-workbench.vs-dark').waitFor();
    await openStep('Replay, and step back');
    await workbench.screenshot('10g-dark');
  });
});
