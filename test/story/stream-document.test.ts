import assert from 'node:assert/strict';
import path from 'node:path';
import { openStore } from '../../server/stores/open-store.ts';
import { waitUntil } from '../host/tree.ts';
import type { Workbench } from '../host/workbench.ts';
import { makeReferenceDatabase, type ReferenceRow } from '../server/stores/reference-database.ts';
import { longLife } from '../support/agent-stream.ts';
import { openDemoWorkbench } from './demo-workbench.ts';

/** The life of task-789 as nobody protected it. */
function brokenRows(): ReferenceRow[] {
  const row = (version: number, minute: string, event_type: string, event_data: string, causation_id?: string) => ({
    event_id: `event-${minute}`,
    aggregate_id: 'task-789',
    aggregate_type: 'task',
    event_type,
    event_data,
    timestamp: `2025-09-19 13:${minute}:00`,
    version,
    causation_id: causation_id ?? null,
    correlation_id: version < 3 ? 'workflow-101' : null,
  });
  return [
    row(1, '00', 'received', '{"prompt": "Refund order 5531"}'),
    row(2, '01', 'started', '{"attempt": 1}', 'event-00'),
    row(2, '02', 'started', '{"attempt": 2}', 'event-00'),
    row(3, '03', 'progress', '{"reward": 0.4'),
    row(6, '05', 'progress', '{"reward": 0.6}', 'event-99'),
    row(7, '04', 'failed', '{"error": "TimeoutError: no answer within 30 s"}', 'event-05'),
  ];
}

/** What a person reads in stream documents: a sound one, a broken one, and a long one. */
describe('Reading stream documents', function () {
  let folder: string;
  const opened = openDemoWorkbench(this, (made) => {
    folder = made;
    makeReferenceDatabase(path.join(made, 'broken.db'), { rows: brokenRows() });
  });
  let workbench: Workbench;
  before(async () => {
    workbench = opened();
    const store = await openStore(path.join(folder, 'long.db'), { readOnly: false });
    await store.saveEvents(longLife(50_010));
    await store.close();
  });

  /** The files beside a database that is open come and go, and the rows of the Explorer move: a click may miss. */
  const openAsStore = (file: string) =>
    waitUntil(async () => {
      const { page } = workbench;
      await page.keyboard.press('Escape');
      await workbench.openView('Explorer');
      const row = page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: new RegExp(`^${file}$`) });
      const entry = page.getByRole('menuitem', { name: 'Open as Event Store' });
      const stores = page.locator('.pane', { has: page.locator('[aria-label^="Stores Section"]') });
      try {
        await row.click({ button: 'right', timeout: 2_000 });
        await entry.click({ timeout: 2_000 });
        await stores.locator('.monaco-list-row', { hasText: file }).waitFor({ timeout: 5_000 });
        return true;
      } catch {
        return false;
      }
    }, Boolean);

  const open = async (file: string, aggregateId: string) => {
    await openAsStore(file);
    await workbench.runCommand('Event Replay: Open Stream');
    const picker = workbench.page.locator('.quick-input-widget:visible');
    await picker
      .locator('.monaco-list-row', { hasText: new RegExp(`${file}|${aggregateId}`) })
      .first()
      .waitFor();
    const stores = picker.locator('.monaco-list-row', { hasText: file });
    if ((await stores.count()) > 0) await workbench.pick(file);
    await workbench.pick(aggregateId);
    await workbench.page.locator(`.tab.active[data-resource-name^="${aggregateId}"]`).waitFor();
  };

  const shows = (text: string) => workbench.page.getByText(text, { exact: false }).first().waitFor();
  const toggleTheme = async (wanted: 'vs' | 'vs-dark') => {
    await workbench.runCommand('Preferences: Toggle between Light/Dark Themes');
    await workbench.page.locator(`.monaco-workbench.${wanted}`).waitFor();
  };

  it('shows the time between events, what they change, and each in the breadcrumbs', async () => {
    await open('events.db', 'agent-support-7');
    await shows('+1.2 min');
    await shows('temperature 0.7 → 0.3');
    await workbench.page.locator('.breadcrumbs-control', { hasText: 'agent.created' }).waitFor();
    await workbench.screenshot('50-stream-document-light');
    await toggleTheme('vs-dark');
    await workbench.screenshot('51-stream-document-dark');
  });

  it('marks what is wrong with events', async () => {
    await open('broken.db', 'task-789');
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await workbench.runCommand('Problems: Focus on Problems View');
    const problem = workbench.page.locator('.markers-panel .monaco-list-row', {
      hasText: 'versions 4 to 5 are missing',
    });
    await problem.first().waitFor();
    await shows('Replay from here: task.failed');
    await workbench.screenshot('52-broken-stream-dark');
    await toggleTheme('vs');
    await workbench.screenshot('53-broken-stream-light');
    await workbench.runCommand('View: Close Panel');
  });

  it('goes from the end of a window to the next', async () => {
    await open('long.db', 'agent-123');
    await workbench.editor.goToLine(50_000);
    await workbench.page.getByText('Next window ▶').first().waitFor();
    await workbench.screenshot('54-end-of-a-window');
    await workbench.page.getByText('Next window ▶').first().click();
    await workbench.page.locator('.tab.active[data-resource-name="agent-123 from 50001.events"]').waitFor();
    await workbench.page.getByText('◀ Previous window').first().waitFor();
    assert.match(await workbench.editor.visibleText(), /50010 {2}/);
    await workbench.screenshot('55-next-window');
  });
});
