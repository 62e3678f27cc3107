import assert from 'node:assert/strict';
import { waitUntil } from '../host/tree.ts';
import type { Workbench } from '../host/workbench.ts';
import { openDemoWorkbench } from './demo-workbench.ts';

/** The line in agent-support-7 on which its temperature became 1.7. */
const TUNED = 27;

/** From a name to an aggregate, and from one of its events to what caused it: no replay needed. */
describe('Finding your way', function () {
  const opened = openDemoWorkbench(this);
  let workbench: Workbench;
  before(() => {
    workbench = opened();
  });

  const isOpen = (name: string) => workbench.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  const onLine = async (line: number) => {
    const number = workbench.page.locator('.editor-group-container.active .line-numbers.active-line-number');
    await waitUntil(
      () => number.first().innerText(),
      (text) => text === String(line),
    );
  };

  it('finds an aggregate by its name', async () => {
    const { page } = workbench;
    await workbench.openView('Event Replay');
    await page.getByText('Add Store', { exact: false }).first().waitFor();
    await workbench.runCommand('Event Replay: Add Store…');
    await workbench.pick('events.db');
    await workbench.tree('Stores').row('events.db');
    await page.keyboard.press('Control+t');
    const box = page.locator('.quick-input-widget:visible');
    await box.locator('input').first().fill('#agent');
    await box.getByText('agent-support-7').first().waitFor();
    await box.getByText('agent.updated').first().waitFor();
    await workbench.screenshot('40-find-an-aggregate');
    await box.locator('input').first().fill('#agent-support');
    await waitUntil(
      () => box.locator('.monaco-list-row').allInnerTexts(),
      ([first, ...others]) => first?.includes('agent-support-7') === true && others.length === 0,
    );
    await page.keyboard.press('Enter');
    await isOpen('agent-support-7.events');
  });

  it('shows what an event did, and links to what caused it', async () => {
    const { page, editor } = workbench;
    await editor.goToLine(TUNED);
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Control+i');
    const hover = page.locator('.monaco-hover:visible', { hasText: 'State after it' });
    await hover.waitFor();
    assert.match(await hover.innerText(), /temperature 0\.2 → 1\.7/);
    await workbench.screenshot('41-hover-on-an-event');
    await hover.getByText('Cause', { exact: true }).click();
    await isOpen('workflow-tuning-42.events');
    await onLine(8);
  });

  it('goes to the cause of the cause, across streams, and back', async () => {
    const { page } = workbench;
    await page.keyboard.press('F12');
    await isOpen('task-847.events');
    await workbench.screenshot('42-at-the-cause');
    await workbench.runCommand('Go Back');
    await isOpen('workflow-tuning-42.events');
  });

  it('lists the events of the correlation', async () => {
    const { page } = workbench;
    await page.keyboard.press('Shift+F12');
    await page.locator('.reference-zone-widget .ref-tree .monaco-list-row').first().waitFor();
    await workbench.runCommand('Preferences: Toggle between Light/Dark Themes');
    await workbench.screenshot('43-the-correlation-in-dark');
    await page.keyboard.press('Escape');
  });

  it('shows the causes as a tree of callers', async () => {
    const { page } = workbench;
    await workbench.runCommand('Peek Call Hierarchy');
    await page.locator('.call-hierarchy .monaco-list-row', { hasText: 'task-847' }).first().waitFor();
    await workbench.screenshot('44-the-call-hierarchy');
    await page.keyboard.press('Escape');
  });

  it('opens an event as JSON', async () => {
    const { page } = workbench;
    await workbench.runCommand('Event Replay: Open Event');
    await isOpen('workflow-tuning-42 event 8.json');
    await page.locator('.editor-group-container.active .detected-link').first().waitFor();
    await workbench.screenshot('45-an-event-as-json');
  });

  it('offers whole conditions in the box of a breakpoint', async () => {
    const { page, editor } = workbench;
    await page.locator('.tab[data-resource-name="agent-support-7.events"]').click();
    await isOpen('agent-support-7.events');
    await editor.goToLine(TUNED);
    await workbench.runCommand('Debug: Add Conditional Breakpoint...');
    const box = page.locator('.breakpoint-widget .inputContainer .monaco-editor');
    // It is there a moment before it takes what is typed.
    await box.locator(':focus').waitFor({ state: 'attached' });
    await page.keyboard.type('temp');
    await page.keyboard.press('Control+Space');
    const first = page.locator('.suggest-widget.visible .monaco-list-row.focused');
    await first.filter({ hasText: "changed('temperature')" }).waitFor();
    await workbench.screenshot('46-whole-conditions');
    // By key: where the mouse happens to rest, VS Code's own hint lies over the suggestions.
    await page.keyboard.press('Tab');
    await waitUntil(
      async () => (await box.innerText()).replaceAll('\u00a0', ' '),
      (text) => text.includes("changed('temperature')") && !text.includes('tempch'),
    );
    await page.keyboard.press('Enter');
    await waitUntil(
      () => editor.breakpointLines(),
      (lines) => lines.includes(TUNED),
    );
  });
});
