import * as vscode from 'vscode';
import type { Standing } from '../../server/protocol/adapter-requests.ts';
import { askAdapter } from './ask-adapter.ts';
import { DEBUG_TYPE } from './debug-type.ts';

/** A replay of this window. Before its first stop nobody knows where it stands. */
export interface RunningReplay {
  readonly session: vscode.DebugSession;
  readonly standing: Standing | undefined;
  /** Is it on its way somewhere else? */
  readonly isRunning: boolean;
}

/** Where the replays of this window stand: asked for whenever one has stopped. */
export class Standings implements vscode.Disposable {
  readonly #replays = new Map<vscode.DebugSession, RunningReplay>();
  /** Those that are being asked, and whether they stopped anew meanwhile. */
  readonly #asking = new Map<vscode.DebugSession, { again: boolean }>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #listening: vscode.Disposable;

  constructor() {
    const { debug } = vscode;
    this.#listening = vscode.Disposable.from(
      this.#changed,
      debug.onDidStartDebugSession((session) => {
        if (session.type === DEBUG_TYPE) this.#set({ session, standing: undefined, isRunning: true });
      }),
      debug.onDidTerminateDebugSession((session) => {
        if (this.#replays.delete(session)) this.#changed.fire();
      }),
      debug.registerDebugAdapterTrackerFactory(DEBUG_TYPE, {
        createDebugAdapterTracker: (session) => ({
          onWillReceiveMessage: ({ command: asked }: { readonly command?: string }) => {
            if (asked === 'continue' || asked === 'reverseContinue') this.#moves(session);
          },
          onDidSendMessage: ({ event }: { readonly event?: string }) => {
            if (event === 'stopped') void this.#ask(session);
          },
        }),
      }),
    );
  }

  /** In the order in which they were started. */
  get all(): readonly RunningReplay[] {
    return [...this.#replays.values()];
  }

  of(session: vscode.DebugSession | undefined): RunningReplay | undefined {
    return session && this.#replays.get(session);
  }

  dispose(): void {
    this.#listening.dispose();
  }

  #moves(session: vscode.DebugSession): void {
    const known = this.#replays.get(session);
    if (known) this.#set({ ...known, isRunning: true });
  }

  /** Somebody who holds a key down stops many times before the first answer: then it is asked once more. */
  async #ask(session: vscode.DebugSession): Promise<void> {
    const asking = this.#asking.get(session);
    if (asking) {
      asking.again = true;
      return;
    }
    const turn = { again: false };
    this.#asking.set(session, turn);
    try {
      const standing = await askAdapter(session, 'standing');
      this.#set({ session, standing, isRunning: standing.state === 'running' });
    } catch {
      // The session is over, or its service is too old to know.
    } finally {
      this.#asking.delete(session);
      if (turn.again) void this.#ask(session);
    }
  }

  #set(replay: RunningReplay): void {
    this.#replays.set(replay.session, replay);
    this.#changed.fire();
  }
}
