import * as vscode from 'vscode';
import { ADAPTER_EVENTS } from '../../server/protocol/adapter-requests.ts';
import { DEBUG_TYPE } from '../debugging/debug-type.ts';
import type { WhatIfChange } from './what-if-text.ts';

const NONE: readonly WhatIfChange[] = [];

/** What the sessions that run fold otherwise than it is recorded, as their adapters tell. */
export class WhatIfs implements vscode.Disposable {
  readonly #bySession = new Map<vscode.DebugSession, readonly WhatIfChange[]>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #listening: vscode.Disposable;

  constructor() {
    this.#listening = vscode.Disposable.from(
      vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
        if (session.type === DEBUG_TYPE && event === 'whatIf') {
          this.#set(session, ADAPTER_EVENTS.whatIf.parse(body).changes);
        }
      }),
      vscode.debug.onDidTerminateDebugSession((session) => this.#set(session, NONE)),
      this.#changed,
    );
  }

  /** In the order in which they were made; only sessions that have some. */
  get all(): ReadonlyMap<vscode.DebugSession, readonly WhatIfChange[]> {
    return this.#bySession;
  }

  of(session: vscode.DebugSession | undefined): readonly WhatIfChange[] {
    return (session && this.#bySession.get(session)) ?? NONE;
  }

  dispose(): void {
    this.#listening.dispose();
  }

  #set(session: vscode.DebugSession, changes: readonly WhatIfChange[]): void {
    const had = this.#bySession.delete(session);
    if (changes.length > 0) this.#bySession.set(session, changes);
    if (had || changes.length > 0) this.#changed.fire();
  }
}
