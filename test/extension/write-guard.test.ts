import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Parts } from '../../client/commands/parts.ts';
import { createWriteGuard, type MayWrite } from '../../client/stores/write-guard.ts';
import { activate, demoStore } from './extension.ts';

/** What a person was asked: the message, the detail of a dialog, and the buttons. */
interface Asked {
  readonly message: string;
  readonly detail?: string | undefined;
  readonly isModal: boolean;
  readonly buttons: readonly string[];
}

describe('Before anything is written to a store', () => {
  let parts: Parts;
  let mayWrite: MayWrite;
  const { showWarningMessage } = vscode.window;
  const asked: Asked[] = [];
  const answers: (string | undefined)[] = [];

  before(async () => {
    parts = await activate();
    mayWrite = createWriteGuard(parts.stores);
    // A person, who cannot be had in this host: every question is noted down, and answered with what was agreed.
    const answer = (message: string, ...rest: (string | vscode.MessageOptions)[]) => {
      const options = rest.find((each) => typeof each !== 'string');
      const buttons = rest.filter((each) => typeof each === 'string');
      asked.push({ message, detail: options?.detail, isModal: options?.modal ?? false, buttons });
      return Promise.resolve(answers.shift());
    };
    Object.assign(vscode.window, { showWarningMessage: answer });
  });
  beforeEach(async () => {
    await parts.stores.add(demoStore);
    await parts.stores.change(demoStore, { readOnly: true, production: false });
    asked.length = 0;
    answers.length = 0;
  });
  after(async () => {
    Object.assign(vscode.window, { showWarningMessage });
    await parts.stores.change(demoStore, { readOnly: true, production: false });
  });

  it('the store must be writable, which the user can say at once', async () => {
    assert.equal(await mayWrite(demoStore, 'a snapshot'), false);
    assert.match(asked[0]!.message, /events\.db is read-only.*a snapshot/);
    answers.push(asked[0]!.buttons[0]);
    assert.equal(await mayWrite(demoStore, 'a snapshot'), true);
    assert.equal(parts.stores.get(demoStore)?.readOnly, false);
    assert.equal(await mayWrite(demoStore, 'a snapshot'), true);
    assert.equal(asked.length, 2, 'nobody is asked about a store that may be written');
  });

  it('a dialog names the store and what will be written, when it is one of production', async () => {
    await parts.stores.change(demoStore, { readOnly: false, production: true });
    assert.equal(await mayWrite(demoStore, 'a snapshot of agent-123'), false);
    const [{ message, detail, isModal, buttons }] = asked as [Asked];
    assert.ok(isModal);
    assert.match(message, /events\.db is marked as production/);
    assert.match(detail!, /a snapshot of agent-123[\s\S]*sqlite:/);
    answers.push(buttons[0]);
    assert.equal(await mayWrite(demoStore, 'a snapshot of agent-123'), true);
  });

  it('allowing it to be written is not enough for production', async () => {
    await parts.stores.change(demoStore, { production: true });
    answers.push('Allow Writing', undefined);
    assert.equal(await mayWrite(demoStore, 'a snapshot'), false);
    assert.deepEqual(
      asked.map(({ isModal }) => isModal),
      [false, true],
    );
  });

  it('a store that nobody added is left alone', async () => {
    assert.equal(await mayWrite('sqlite:/nowhere/events.db', 'a snapshot'), false);
    assert.match(asked[0]!.message, /add it to the Stores view/);
  });
});
