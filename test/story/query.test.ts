import assert from 'node:assert/strict';
import { waitUntil } from '../host/tree.ts';
import type { Workbench } from '../host/workbench.ts';
import { openDemoWorkbench } from './demo-workbench.ts';

/** Somebody looks for the splendid rewards of an afternoon. */
describe('Write, complete and run a query', function () {
  const opened = openDemoWorkbench(this);
  let workbench: Workbench;
  before(() => {
    workbench = opened();
  });

  const press = async (...keys: string[]) => {
    for (const key of keys) await workbench.page.keyboard.press(key);
  };
  const type = (text: string) => workbench.page.keyboard.type(text, { delay: 20 });
  const suggestion = (text: string | RegExp) =>
    workbench.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: text }).first();
  /** Takes it as soon as it is the one that Enter takes. */
  const accept = async (text: string) => {
    await workbench.page.locator('.suggest-widget.visible .monaco-list-row.focused', { hasText: text }).waitFor();
    await workbench.page.keyboard.press('Enter');
  };
  const lens = (title: string) => workbench.page.locator('.codelens-decoration a', { hasText: title }).first();
  const inBothThemes = async (name: string) => {
    await workbench.screenshot(name);
    await workbench.runCommand('Preferences: Toggle between Light/Dark Themes');
    await workbench.page.locator('.monaco-workbench.vs-dark').waitFor();
    await workbench.screenshot(`${name}-dark`);
    await workbench.runCommand('Preferences: Toggle between Light/Dark Themes');
    await workbench.page.locator('.monaco-workbench:not(.vs-dark)').waitFor();
  };

  it('begins in the Queries view, which says what a query is', async () => {
    await workbench.openView('Event Replay');
    await workbench.page.getByText('No query yet.', { exact: false }).first().waitFor();
    await workbench.runCommand('Event Replay: Add Store');
    await workbench.pick('events.db');
    await workbench.tree('Stores').row('events.db');
    await workbench.screenshot('30-no-query-yet');
    await workbench.page.getByRole('button', { name: 'New Query' }).first().click();
    await lens('▶ Run').waitFor();
    assert.match(await workbench.editor.visibleText(), /store: events\.db/);
  });

  it('suggests keys, types and fields that the store was seen to hold', async () => {
    await press('Control+Home', 'End');
    await type('Splendid rewards');
    await press('ArrowDown', 'End', 'Enter');
    await type('ty');
    await accept('types');
    await suggestion('task.completed').waitFor();
    await workbench.screenshot('31-types-of-the-store');
    await type('task.com');
    await accept('task.completed');
    await press('Control+End');
    await type('event_data.');
    await suggestion('reward').waitFor();
    await workbench.screenshot('32-fields-with-examples');
    await type('rew');
    await accept('reward');
    await type(' > 0.8');
    assert.match(await workbench.editor.visibleText(), /types: task\.completed\n[\s\S]*event_data\.reward > 0\.8/);
  });

  it('marks what is wrong where it is wrong', async () => {
    await press('Enter');
    await type('and rewrad > 1');
    await press('Escape');
    await workbench.page.locator('.squiggly-error').first().waitFor();
    const message = workbench.page.locator('.zone-widget', { hasText: "name 'rewrad' is not defined" });
    // What was wrong a moment ago may still be marked.
    await waitUntil(async () => {
      await press('Escape', 'F8');
      return message.waitFor({ timeout: 2_000 }).then(
        () => true,
        () => false,
      );
    }, Boolean);
    await workbench.screenshot('33-what-is-wrong');
    await press('Escape', 'End', 'Shift+Home', 'Delete', 'Backspace');
    await workbench.page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
  });

  it('runs, and shows what it found as a document below it', async () => {
    await press('Control+Enter');
    const results = workbench.page.locator('.editor-group-container', {
      has: workbench.page.locator('.tab[data-resource-name="Splendid rewards.eventresults"]'),
    });
    await results.locator('.view-line', { hasText: 'task.completed' }).first().waitFor();
    await workbench.tree('Queries').row('Splendid rewards');
    await inBothThemes('34-results');
  });

  it('lists it among the recent ones, with what it found, each event a click away from its stream', async () => {
    const queries = workbench.tree('Queries');
    await queries.expand('Splendid rewards');
    const found = await queries.row('task.completed');
    await inBothThemes('35-results-in-the-view');
    await found.click();
    await workbench.page.locator('.tab.active[data-resource-name$=".events"]').waitFor();
    await waitUntil(
      () => workbench.editor.visibleText(),
      (text) => text.includes('task.completed'),
    );
    await workbench.screenshot('36-the-event-in-its-stream');
  });

  it('is saved in the workspace, and found there', async () => {
    await workbench.page.locator('.tab', { hasText: 'Untitled-1' }).first().click();
    await lens('Save in the workspace').click();
    const input = workbench.page.locator('.quick-input-widget:visible input').first();
    await input.waitFor();
    assert.equal(await input.inputValue(), 'Splendid rewards');
    await press('Enter');
    await workbench.page.locator('.tab.active[data-resource-name="Splendid rewards.eventquery"]').waitFor();
    await workbench.tree('Queries').waitUntil((rows) => rows.some((row) => /^Splendid rewards ?queries$/.test(row)));
    await workbench.screenshot('37-saved');
  });
});
