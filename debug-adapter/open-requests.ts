import type { DebugProtocol } from '@vscode/debugprotocol';

/** Answered although they were cancelled: VS Code would show that they were, in place of what it asks for again. */
const QUICK = new Set(['stackTrace', 'threads']);

/** Look at the replay, or change it, and may have to wait for the user's code. */
const LOOKS = new Set([
  'scopes',
  'variables',
  'setVariable',
  'setExpression',
  'evaluate',
  'completions',
  'dataBreakpointInfo',
  'exceptionInfo',
  'locations',
  'stepOut',
  'whoSet',
  'whatIf',
  'undoWhatIf',
  'inlineChanges',
  'exportSession',
]);

/** The requests that came and were not answered yet, by number, and what stops them. */
export class OpenRequests {
  readonly #all = new Map<number, { readonly command: string; readonly stop: AbortController }>();

  /** Aborted when nobody wants the answer any more. */
  open({ seq, command }: DebugProtocol.Request): AbortSignal {
    const stop = new AbortController();
    this.#all.set(seq, { command, stop });
    return stop.signal;
  }

  close({ seq }: DebugProtocol.Request): void {
    this.#all.delete(seq);
  }

  cancel(seq: number): void {
    const open = this.#all.get(seq);
    if (open && !QUICK.has(open.command)) open.stop.abort();
  }

  /** Those that look at the replay; else all. */
  cutShort(onlyLooks: boolean): void {
    for (const { command, stop } of this.#all.values()) if (!onlyLooks || LOOKS.has(command)) stop.abort();
  }
}
