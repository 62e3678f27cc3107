import assert from 'node:assert/strict';
import { paneOf, treeOf } from '../host/tree.ts';
import type { Workbench } from '../host/workbench.ts';
import { openDemoWorkbench } from './demo-workbench.ts';

/** What the sidebar shows, filtered, sorted and followed by a person with the packaged extension. */
describe('The sidebar', function () {
  const opened = openDemoWorkbench(this);
  let workbench: Workbench;
  before(() => {
    workbench = opened();
  });

  it('shows a store, counts its aggregates, and marks those that ended badly', async () => {
    await workbench.openView('Event Replay');
    await workbench.page.getByText('Add Store', { exact: false }).first().waitFor();
    await workbench.openAsStore('events.db');
    const stores = workbench.tree('Stores');
    await stores.expand('events.db');
    await stores.expand('4 aggregates');
    await stores.row('agent-support-7');
    await workbench.screenshot('20a-sidebar');
  });

  it('filters by an expression over the events', async () => {
    await workbench.runCommand('Event Replay: Filter Aggregates…');
    const box = workbench.page.locator('.quick-input-widget:visible input').first();
    await box.fill('event_data.get(');
    await workbench.page.locator('.quick-input-message', { hasText: /expected|closed|never/i }).waitFor();
    await workbench.screenshot('20b-wrong-expression');
    await box.fill("type:task event_type == 'failed'");
    await workbench.page.keyboard.press('Enter');
    const stores = workbench.tree('Stores');
    await stores.expand(/^task/);
    await paneOf(workbench.page, 'Stores').getByText('Only aggregates with an event like').waitFor();
    await stores.waitUntil((rows) => rows.some((row) => /^task-\S+/.test(row)));
    await workbench.screenshot('20c-filtered');
    await workbench.runCommand('Event Replay: Clear Filter');
    await stores.row(/^agent/);
  });

  it('sorts by the number of events', async () => {
    await workbench.runCommand('Event Replay: Sort Aggregates By…');
    await workbench.pick('Number of Events');
    const stores = workbench.tree('Stores');
    await stores.collapse(/^task/);
    await stores.expand('4 aggregates');
    const rows = await stores.waitUntil((all) => all.some((row) => row.includes('agent-123')));
    assert.ok(rows.findIndex((row) => row.includes('support-7')) < rows.findIndex((row) => row.includes('agent-123')));
    await workbench.screenshot('20d-sorted');
  });

  it('offers what can be done with an event, copies in three languages among it', async () => {
    const { page } = workbench;
    const stores = workbench.tree('Stores');
    await stores.expand('agent-support-7');
    await (await stores.row('agent.created')).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Copy As' }).hover();
    await page.getByRole('menuitem', { name: 'Copy as Python' }).waitFor();
    await workbench.screenshot('20e-context-menu');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  });

  it('shows the causes and effects of an event, and opens one of them', async () => {
    const { page } = workbench;
    const stores = workbench.tree('Stores');
    await (await stores.row('agent.deployed')).click({ button: 'right' });
    await workbench.chooseFromMenu('Show Causes and Effects');
    const causation = treeOf(page, 'Causation');
    const rows = await causation.waitUntil((all) => all.some((row) => row.includes('agent.created')));
    assert.match(rows[0]!, /^agent\.created ?agent-support-7 · 1$/);
    assert.match(rows[1]!, /^agent\.deployed ?agent-support-7 · 2$/);
    await (await causation.row('agent.created')).click();
    await page.locator('.tab.active[data-resource-name="agent-support-7.events"]').waitFor();
    assert.ok((await causation.rows())[1]!.includes('agent.deployed'), 'a click chooses no other event');
    await workbench.screenshot('20f-causation');
  });

  it('shows a replay with its place, and stops it', async () => {
    const { page } = workbench;
    await workbench.openView('Run and Debug');
    await workbench.startDebugging();
    await workbench.editor.waitForStoppedLine(1);
    await workbench.openView('Event Replay');
    await paneOf(page, 'Sessions').locator('.pane-header').click();
    const sessions = treeOf(page, 'Sessions');
    const row = await sessions.row(/event 1 of \d+/);
    await workbench.screenshot('20g-sessions');
    await row.hover();
    await row.locator('.codicon-debug-stop').click();
    await paneOf(page, 'Sessions').getByText('No replay is running').waitFor();
  });

  it('is as readable in the dark', async () => {
    await workbench.runCommand('Preferences: Toggle between Light/Dark Themes');
    await workbench.page.locator('.monaco-workbench.vs-dark').waitFor();
    await workbench.screenshot('20h-dark');
  });
});
