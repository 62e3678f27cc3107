import * as vscode from 'vscode';
import { DEBUG_TYPE } from '../debugging/debug-type.ts';
import { log } from '../log.ts';
import { toMessage } from '../show-error.ts';
import type { WhatIfChange } from './what-if-text.ts';

const NONE: readonly WhatIfChange[] = [];

/** What the sessions that run fold otherwise than it is recorded, as their adapters tell. */
export class WhatIfs implements vscode.Disposable {
  readonly #bySession = new Map<vscode.DebugSession, readonly WhatIfChange[]>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #listening: vscode.Disposable;
  #last: Promise<unknown> = Promise.resolve();

  constructor() {
    this.#listening = vscode.Disposable.from(
      vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
        if (session.type === DEBUG_TYPE && event === 'whatIf') {
          this.#inTurn(async () => this.#set(session, await readChanges(body)));
        }
      }),
      vscode.debug.onDidTerminateDebugSession((session) => this.#inTurn(() => this.#set(session, NONE))),
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

  /** What is told later is heard later, although the first to be heard waits for the shapes to be loaded. */
  #inTurn(hear: () => unknown): void {
    this.#last = this.#last.then(hear).catch((error: unknown) => log().error(toMessage(error)));
  }

  #set(session: vscode.DebugSession, changes: readonly WhatIfChange[]): void {
    const had = this.#bySession.delete(session);
    if (changes.length > 0) this.#bySession.set(session, changes);
    if (had || changes.length > 0) this.#changed.fire();
  }
}

async function readChanges(told: unknown): Promise<readonly WhatIfChange[]> {
  const { ADAPTER_EVENTS } = await import('../../server/protocol/adapter-requests.ts');
  return ADAPTER_EVENTS.whatIf.parse(told).changes;
}
