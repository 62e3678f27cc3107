import { l10n } from 'vscode';
import type { AggregateCount } from './late-details.ts';

const WHOLE = new Intl.NumberFormat('en');

/** `1 event`, `1,200 events`. */
export function countOfEvents(count: number): string {
  return count === 1 ? l10n.t('1 event') : l10n.t('{0} events', WHOLE.format(count));
}

/** `1 aggregate`, `≈ 12,000 aggregates`, `100+ aggregates`. */
export function countOfAggregates({ count, kind }: AggregateCount): string {
  if (kind === 'estimate') return l10n.t('≈ {0} aggregates', WHOLE.format(count));
  if (kind === 'at-least') return l10n.t('{0}+ aggregates', WHOLE.format(count));
  return count === 1 ? l10n.t('1 aggregate') : l10n.t('{0} aggregates', WHOLE.format(count));
}
