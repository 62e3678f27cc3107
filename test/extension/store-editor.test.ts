import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Parts } from '../../client/commands/parts.ts';
import { StoreLook } from '../../client/store-editor/store-look.ts';
import type { StorePage } from '../../client/store-editor/store-page.ts';
import manifest from '../../package.json' with { type: 'json' };
import { activate, demoFile, demoStore } from './extension.ts';

const { viewType, priority } = manifest.contributes.customEditors[0]!;

describe('A SQLite file opened as an event store', () => {
  let parts: Parts;
  const looks: StoreLook[] = [];

  before(async () => {
    parts = await activate();
    await parts.stores.remove(demoStore);
  });
  afterEach(async () => {
    for (const look of looks.splice(0)) look.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  /** Everything that a page shows, one after the other. */
  function lookAt(file: string): { look: StoreLook; pages: StorePage[] } {
    const pages: StorePage[] = [];
    const look = new StoreLook(parts, vscode.Uri.file(file), (page) => pages.push(page));
    looks.push(look);
    return { look, pages };
  }

  it('is an option: VS Code does not open it so by itself', async () => {
    assert.equal(priority, 'option');
    const uri = vscode.Uri.file(demoFile);
    await vscode.commands.executeCommand('vscode.openWith', uri, viewType);
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputCustom);
    assert.equal(input.viewType, viewType);
  });

  it('comes into the Stores view, and shows what it holds as that is found out', async () => {
    const { look, pages } = lookAt(demoFile);
    await look.act('ready');
    assert.match(pages[0]!.status, /Opening/);
    assert.ok(
      pages.some(({ rows }) => rows.some(([, count]) => count === '…')),
      'types do not wait for their counts',
    );
    const last = pages.at(-1)!;
    assert.deepEqual([last.title, last.status, last.isFailed], ['events.db', '', false]);
    assert.ok(last.rows.some(([type, count]) => type === 'agent' && Number(count) > 1));
    assert.deepEqual(
      last.buttons.map(({ action }) => action),
      ['browse', 'replay'],
    );
    assert.ok(parts.stores.get(demoStore)?.readOnly);
  });

  it('is offered anew when it was removed, and shown in the view when that is wanted', async () => {
    const { look, pages } = lookAt(demoFile);
    await look.act('ready');
    await parts.stores.remove(demoStore);
    await look.act('ready');
    assert.deepEqual(parts.stores.get(demoStore), undefined, 'a page that comes to the front adds nothing');
    assert.deepEqual(
      pages.at(-1)!.buttons.map(({ action }) => action),
      ['open'],
    );
    await look.act('open');
    await look.act('browse');
    assert.deepEqual(parts.view.selection, [{ kind: 'store', store: demoStore }]);
  });

  it('says why it cannot be opened, and tries again', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'store-editor-'));
    try {
      const file = path.join(folder, 'text.db');
      writeFileSync(file, 'no database at all, but a text that is long enough to be looked at by SQLite'.repeat(20));
      const { look, pages } = lookAt(file);
      await look.act('ready');
      const { isFailed, status, buttons } = pages.at(-1)!;
      assert.ok(isFailed);
      assert.match(status, /text\.db is no SQLite database/);
      assert.deepEqual(
        buttons.map(({ action }) => action),
        ['open'],
      );
      assert.ok(!parts.stores.addresses.some((address) => address.endsWith('text.db')));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
