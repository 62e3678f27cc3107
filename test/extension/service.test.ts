import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Parts } from '../../client/commands/parts.ts';
import { activate, command, demoStore, endReplay, eventually, next, stopAfter } from './extension.ts';

describe('The service', () => {
  let parts: Parts;

  before(async () => {
    parts = await activate();
    await parts.stores.add(demoStore);
  });
  afterEach(async () => {
    await endReplay();
    await parts.service.stop();
  });

  /** Starts it on the demo store. The command goes on as long as its message is on the screen. */
  async function start() {
    void command('startService', { kind: 'store', store: demoStore })();
    await eventually(parts.service.onDidChange, () => parts.service.running !== undefined);
    return parts.service.running!;
  }

  it('runs on this machine alone, wants its token, and shows in the status bar', async () => {
    const { url, token } = await start();
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal((await fetch(`${url}/aggregates`)).status, 401);
    const answer = await fetch(`${url}/sessions`, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(answer.status, 200);
    assert.equal(parts.serviceStatus.item.text, `$(broadcast) Replay service :${new URL(url).port}`);

    await command('copyServiceUrl')();
    assert.equal(await vscode.env.clipboard.readText(), url);
    await command('copyServiceToken')();
    assert.equal(await vscode.env.clipboard.readText(), token);

    await command('stopService')();
    assert.equal(parts.service.running, undefined);
    await assert.rejects(fetch(url));
  });

  it('shares its sessions with the debugger', async () => {
    const { url, token } = await start();
    const call = async (path: string, body?: object) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body ?? {}) });
      return (await answer.json()) as Record<string, unknown>;
    };
    const { session_id } = await call('/sessions/start', { aggregate_id: 'agent-support-7' });
    const configuration = {
      type: 'event-replay',
      request: 'attach',
      name: 'Live',
      service: url,
      sessionId: session_id,
    };
    const line = await stopAfter(() => vscode.debug.startDebugging(undefined, configuration as never));
    assert.equal(line, 1);
    assert.equal(await stopAfter(() => call(`/sessions/${session_id}/move`, { position: 27 }) as never), 27);
    assert.equal(await stopAfter(() => vscode.commands.executeCommand('workbench.action.debug.stepOver')), 28);
    assert.equal((await call(`/sessions/${session_id}/evaluate`, { expression: 'version' })).value, 28);

    const ended = next(vscode.debug.onDidTerminateDebugSession);
    await vscode.debug.stopDebugging();
    await ended;
    assert.equal((await call(`/sessions/${session_id}/step`)).position, 29);
  });
});
