import type * as z from 'zod';
import type { ADAPTER_EVENTS } from '../../server/protocol/adapter-requests.ts';
import { WINDOW_SIZE } from '../../server/protocol/stream-address.ts';

/** One thing that a replay folds otherwise than it is recorded. */
export type WhatIfChange = z.infer<typeof ADAPTER_EVENTS.whatIf>['changes'][number];

/** `event 27 of agent-123 is skipped`. */
export function describeChange(change: WhatIfChange): string {
  const event = `event ${change.position} of ${change.aggregate_id}`;
  if (change.kind === 'skip') return `${event} is skipped`;
  if (change.kind === 'payload') return `${event} has another payload`;
  return `${change.path} is another after ${event}`;
}

/** What stands behind the lines of a stream document, by line from 0: `what if: skipped`. */
export function textsByLine(
  changes: readonly WhatIfChange[],
  window: { readonly aggregateId: string; readonly firstPosition: number },
): Map<number, string> {
  const words = new Map<number, Set<string>>();
  for (const change of changes) {
    const line = change.position - window.firstPosition;
    if (change.aggregate_id !== window.aggregateId || line < 0 || line >= WINDOW_SIZE) continue;
    words.set(line, (words.get(line) ?? new Set()).add(wordFor(change)));
  }
  return new Map([...words].map(([line, said]) => [line, `what if: ${[...said].join(', ')}`]));
}

function wordFor(change: WhatIfChange): string {
  if (change.kind === 'skip') return 'skipped';
  return change.kind === 'payload' ? 'other payload' : `${change.path} is another`;
}
