import { l10n } from 'vscode';
import type { AggregateCount } from './late-details.ts';

/** `1 event`, `1,200 events`. */
export function countOfEvents(count: number): string {
  return count === 1 ? l10n.t('1 event') : l10n.t('{0} events', count.toLocaleString('en-US'));
}

/** `1 aggregate`, `≈ 12,000 aggregates`, `5,000+ aggregates`. */
export function countOfAggregates(count: AggregateCount): string {
  const isOne = count.count === 1 && count.kind === 'exact';
  return isOne ? l10n.t('1 aggregate') : l10n.t('{0} aggregates', countText(count));
}

/** `1`, `≈ 12,000`, `5,000+`. */
export function countText({ count, kind }: AggregateCount): string {
  return `${kind === 'estimate' ? '≈ ' : ''}${count.toLocaleString('en-US')}${kind === 'at-least' ? '+' : ''}`;
}
