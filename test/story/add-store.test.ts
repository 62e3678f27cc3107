import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { waitUntil } from '../host/tree.ts';
import type { Workbench } from '../host/workbench.ts';
import { openDemoWorkbench } from './demo-workbench.ts';

/** How a store comes into the Stores view, and what is known of it there. */
describe('Adding a store', function () {
  const opened = openDemoWorkbench(this, (folder) => {
    // Nobody listens on this port.
    writeFileSync(path.join(folder, '.env'), 'DATABASE_URL=postgresql+psycopg2://me:topsecret@127.0.0.1:1/events\n');
    writeFileSync(path.join(folder, 'notes.db'), 'no database');
  });
  let workbench: Workbench;
  before(() => {
    workbench = opened();
  });

  const widget = () => workbench.page.locator('.quick-input-widget:visible');
  const store = () => workbench.tree('Stores').row('events.db');
  const entryOf = (name: string) => workbench.page.getByRole('menuitem', { name });
  /** Of the menu that is open, which takes no click in its first moment. */
  const choose = async (name: string) => {
    await entryOf(name).waitFor();
    await waitUntil(
      async () => {
        if ((await entryOf(name).count()) > 0)
          await entryOf(name)
            .click({ timeout: 1_000 })
            .catch(() => {});
        return entryOf(name).count();
      },
      (count) => count === 0,
    );
  };
  const chooseOfStore = async (name: string) => {
    await (await store()).click({ button: 'right' });
    await choose(name);
  };

  it('offers what is in the workspace, and shows no password', async () => {
    await workbench.openView('Event Replay');
    await workbench.runCommand('Event Replay: Add Store…');
    await widget().getByText('DATABASE_URL in .env').waitFor();
    await widget().getByText('has no table of events yet').waitFor();
    await workbench.screenshot('15-add-store');
    assert.doesNotMatch(await widget().innerText(), /topsecret/);
  });

  it('tries a store before it is added, and says what can be done when that fails', async () => {
    await workbench.pick('DATABASE_URL in .env');
    const toast = workbench.page.locator('.notification-toast', { hasText: '127.0.0.1' });
    for (const action of ['Try Again', 'Edit…', 'Show Log'])
      await toast.getByRole('button', { name: action }).waitFor();
    await workbench.screenshot('15b-it-cannot-be-opened');
    assert.doesNotMatch(await toast.innerText(), /topsecret/);
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('says what is wrong with a URI while it is written, then what it is understood as', async () => {
    await workbench.runCommand('Event Replay: Add Store…');
    await workbench.pick('Paste a URI…');
    const input = widget().locator('input').first();
    await input.fill('mysql://db/events');
    await widget().getByText('cannot be opened', { exact: false }).waitFor();
    await workbench.screenshot('15c-wrong-uri');
    await input.fill('sqlite:///./events.db');
    await widget().getByText('A SQLite file: sqlite:', { exact: false }).waitFor();
    await workbench.page.keyboard.press('Enter');
    await (await store()).locator('.codicon-lock').waitFor();
  });

  it('marks a store of production, and lets it be written only when that is said', async () => {
    await chooseOfStore('Mark as Production');
    await workbench.tree('Stores').row(/events\.db.*production/);
    await chooseOfStore('Allow Writing');
    await (await store()).locator('.codicon-unlock').waitFor();
    // A selected row has colours of its own.
    await (await workbench.tree('Stores').row('execution')).click();
    await workbench.screenshot('16-production');
    await chooseOfStore('Make Read-Only');
    await (await store()).locator('.codicon-lock').waitFor();
    await chooseOfStore('Unmark as Production');
    await workbench.tree('Stores').waitUntil((rows) => !rows.some((row) => row.includes('production')));
  });

  it('opens a file as an event store from Open With, and leads into the sidebar', async () => {
    await workbench.openView('Explorer');
    const file = workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'events.db' });
    // Files beside the database come and go, and move its row under the mouse.
    await waitUntil(async () => {
      await workbench.page.keyboard.press('Escape');
      await file.first().click({ button: 'right' });
      return entryOf('Open as Event Store')
        .waitFor({ timeout: 2_000 })
        .then(
          () => true,
          () => false,
        );
    }, Boolean);
    await choose('Open With...');
    await workbench.pick('Event Store');
    const page = workbench.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await page.getByRole('row', { name: /agent/ }).first().waitFor();
    await workbench.screenshot('17-store-editor');
    await page.getByRole('button', { name: 'Browse in the Sidebar' }).click();
    await store();
  });

  it('offers it under Reopen Editor With, and looks as well in a dark theme', async () => {
    await workbench.page.locator('.tab', { hasText: 'events.db' }).first().click();
    await workbench.runCommand('Preferences: Toggle between Light/Dark Themes');
    await workbench.page.locator('.monaco-workbench.vs-dark').waitFor();
    await workbench.screenshot('17b-store-editor-dark');
    await workbench.runCommand('View: Reopen Editor With...');
    await widget().getByText('Event Store', { exact: true }).first().waitFor();
    await workbench.page.keyboard.press('Escape');
  });
});
