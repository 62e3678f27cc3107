import * as vscode from 'vscode';
import type { Standings } from '../debugging/standings.ts';
import type { ReplayService } from '../service/replay-service.ts';
import { toMessage } from '../show-error.ts';
import { toSessionItem } from './session-item.ts';
import type { SessionNode } from './session-node.ts';

/** While the view shows the sessions of a service, it looks so often, in milliseconds. */
const LOOK = 1_000;

/** The Sessions view's data: the replays of this window, and the live sessions of its service. */
export class SessionList implements vscode.TreeDataProvider<SessionNode>, vscode.Disposable {
  readonly #service: ReplayService;
  readonly #standings: Standings;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #listening: vscode.Disposable;
  #isVisible = false;
  #looking: NodeJS.Timeout | undefined;
  #shown = '';

  constructor(service: ReplayService, standings: Standings) {
    this.#service = service;
    this.#standings = standings;
    this.#listening = vscode.Disposable.from(
      this.#changed,
      service.onDidChange(() => this.refresh()),
      standings.onDidChange(() => this.refresh()),
    );
  }

  dispose(): void {
    clearTimeout(this.#looking);
    this.#listening.dispose();
  }

  set isVisible(visible: boolean) {
    this.#isVisible = visible;
    if (visible) this.refresh();
    else clearTimeout(this.#looking);
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(node?: SessionNode): Promise<SessionNode[]> {
    if (node) return [];
    const nodes = await this.#read();
    this.#shown = textOf(nodes);
    this.#lookLater();
    return nodes;
  }

  getTreeItem(node: SessionNode): vscode.TreeItem {
    return toSessionItem(node);
  }

  async #read(): Promise<SessionNode[]> {
    const replays = this.#standings.all.map((replay): SessionNode => ({ kind: 'replay', ...replay }));
    return [...replays, ...(await this.#readLive())];
  }

  async #readLive(): Promise<SessionNode[]> {
    const { running } = this.#service;
    if (!running) return [];
    try {
      const { liveSessions } = await import('../service/live-sessions.ts');
      const sessions = await liveSessions(running.url, running.token);
      return sessions.map((live) => ({ kind: 'live', live }));
    } catch (error) {
      return [{ kind: 'note', text: toMessage(error) }];
    }
  }

  /** Nobody tells of the sessions of programs. */
  #lookLater(): void {
    clearTimeout(this.#looking);
    if (!this.#isVisible || !this.#service.running) return;
    this.#looking = setTimeout(() => void this.#look(), LOOK);
  }

  /** Draws the list anew only when it has changed. */
  async #look(): Promise<void> {
    const nodes = await this.#read();
    if (textOf(nodes) === this.#shown) this.#lookLater();
    else this.refresh();
  }
}

function textOf(nodes: readonly SessionNode[]): string {
  return JSON.stringify(
    nodes.map((node) => (node.kind === 'replay' ? [node.session.id, node.standing, node.isRunning] : node)),
  );
}
