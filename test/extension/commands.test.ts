import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createCommands } from '../../client/commands/create-commands.ts';
import manifest from '../../package.json' with { type: 'json' };
import { activate } from './extension.ts';

describe('The commands', () => {
  it('are exactly those that the manifest shows', async () => {
    const parts = await activate();
    const shown = manifest.contributes.commands.map(({ command }) => command);
    const registered = (await vscode.commands.getCommands(true)).filter((id) => /^event-replay\.[^.]+$/.test(id));
    assert.deepEqual(registered.sort(), shown.sort());
    const made = Object.keys(createCommands(parts, '')).map((name) => `event-replay.${name}`);
    assert.deepEqual(made.sort(), shown);
  });
});
