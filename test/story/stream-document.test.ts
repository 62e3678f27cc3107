import path from 'node:path';
import Database from 'better-sqlite3';
import { createEvent } from '../../server/domain/event.ts';
import type { JsonObject } from '../../server/domain/json.ts';
import { openStore } from '../../server/stores/open-store.ts';
import type { Workbench } from '../host/workbench.ts';
import { openDemoWorkbench } from './demo-workbench.ts';

/** An event of a task to which everything happens that can. */
function broken(version: number, minute: string, event_type: string, event_data: JsonObject, causation_id?: string) {
  const event = {
    event_id: `event-${minute}`,
    aggregate_id: 'task-broken',
    aggregate_type: 'task',
    event_type,
    event_data,
    timestamp: `2025-09-19T13:${minute}:00.000000Z`,
    version,
    causation_id: causation_id ?? null,
    correlation_id: version < 4 ? 'workflow-101' : null,
  };
  return createEvent(event, version - 1);
}

async function addStreams(folder: string): Promise<void> {
  const file = path.join(folder, 'events.db');
  const store = await openStore(file, { readOnly: false });
  await store.saveEvents([
    broken(1, '00', 'received', { prompt: 'Refund order 5531' }),
    broken(2, '01', 'started', { attempt: 1 }, 'event-00'),
    broken(3, '02', 'started', { attempt: 2 }, 'event-00'),
    broken(4, '03', 'progress', { reward: 0.4 }),
    broken(7, '05', 'progress', { reward: 0.6 }, 'event-99'),
    broken(8, '04', 'failed', { error: 'TimeoutError: no answer within 30 s' }, 'event-05'),
  ]);
  await store.close();
  const db = new Database(file);
  db.prepare(`UPDATE events SET event_data = '{"reward": 0.4' WHERE event_id = 'event-03'`).run();
  db.close();
}

/** What a person reads in stream documents: a sound one and a broken one. */
describe('Reading stream documents', function () {
  let folder: string;
  const opened = openDemoWorkbench(this, (made) => {
    folder = made;
  });
  let workbench: Workbench;
  before(async () => {
    workbench = opened();
    await workbench.openView('Event Replay');
    await workbench.page.getByText('Add Store', { exact: false }).first().waitFor();
    await workbench.openAsStore('events.db');
    // Not before: the Explorer, which shows the files that come with writing, would move under the click.
    await addStreams(folder);
  });

  const open = async (aggregateId: string) => {
    await workbench.runCommand('Event Replay: Open Stream');
    await workbench.pick(aggregateId);
    await workbench.page.locator(`.tab.active[data-resource-name^="${aggregateId}"]`).waitFor();
  };

  const shows = (text: string) => workbench.page.getByText(text, { exact: false }).first().waitFor();
  const toggleTheme = async (wanted: 'vs' | 'vs-dark') => {
    await workbench.runCommand('Preferences: Toggle between Light/Dark Themes');
    await workbench.page.locator(`.monaco-workbench.${wanted}`).waitFor();
  };

  it('shows the time between events, what they change, and each in the breadcrumbs', async () => {
    await open('agent-support-7');
    await shows('+1.2 min');
    await shows('temperature 0.7 → 0.3');
    await workbench.page.locator('.breadcrumbs-control', { hasText: 'agent.created' }).waitFor();
    await workbench.screenshot('50-stream-document-light');
    await toggleTheme('vs-dark');
    await workbench.screenshot('51-stream-document-dark');
  });

  it('marks what is wrong with events', async () => {
    await open('task-broken');
    // First: VS Code asks for lenses only while the editor has the focus.
    await shows('Replay from here: task.failed');
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await workbench.runCommand('Problems: Focus on Problems View');
    const problem = workbench.page.locator('.markers-panel .monaco-list-row', {
      hasText: 'versions 5 to 6 are missing',
    });
    await problem.first().waitFor();
    await workbench.screenshot('52-broken-stream-dark');
    await toggleTheme('vs');
    await workbench.screenshot('53-broken-stream-light');
  });
});
