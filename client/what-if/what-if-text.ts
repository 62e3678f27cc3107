import { t } from '@vscode/l10n';
import type * as z from 'zod/mini';
import type { ADAPTER_EVENTS } from '../../server/protocol/adapter-requests.ts';
import { WINDOW_SIZE } from '../../server/protocol/stream-address.ts';

/** One thing that a replay folds otherwise than it is recorded. */
export type WhatIfChange = z.infer<typeof ADAPTER_EVENTS.whatIf>['changes'][number];

/** `event 27 of agent-123 is skipped`. */
export function describeChange(change: WhatIfChange): string {
  const { kind, position, aggregate_id } = change;
  if (kind === 'skip') return t('event {0} of {1} is skipped', position, aggregate_id);
  if (kind === 'payload') return t('event {0} of {1} has another payload', position, aggregate_id);
  return t('{0} is another after event {1} of {2}', change.path, position, aggregate_id);
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
    const said = words.get(line) ?? new Set();
    // What says something else has happened.
    if (change.kind === 'payload') said.delete(t('skipped'));
    words.set(line, said.add(wordFor(change)));
  }
  return new Map([...words].map(([line, said]) => [line, t('what if: {0}', [...said].join(', '))]));
}

function wordFor(change: WhatIfChange): string {
  if (change.kind === 'skip') return t('skipped');
  return change.kind === 'payload' ? t('other payload') : t('{0} is another', change.path);
}
