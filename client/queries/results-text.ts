import * as vscode from 'vscode';
import { countOfEvents } from '../stores/count-text.ts';
import type { Results } from './run-query.ts';

/** The text of a results' document: a line that says what they are, the events, and whether there are more. */
export function toResultsText(title: string, results: Results | undefined): string {
  const { l10n } = vscode;
  if (!results) return `${comment(l10n.t('{0}: cancelled before anything was found.', title))}\n`;
  const { page, rows, stopped } = results;
  const order = page.order === 'newest-first' ? l10n.t('newest first') : l10n.t('oldest first');
  const head = l10n.t('{0}: {1} in {2}, {3}', title, countOfEvents(rows.length), page.storeName, order);
  return [comment(head), ...rows.map(({ line }) => line), ...foot(results, stopped).map(comment), ''].join('\n');
}

function foot({ page, rows }: Results, stopped: boolean): string[] {
  const { l10n } = vscode;
  if (stopped) return [l10n.t('Cancelled here: there may be more.')];
  if (page.cut) return [l10n.t('There are more: raise the limit of the query, which is {0}.', page.limit)];
  if (rows.length > 0) return [];
  return [
    l10n.t('No event matches. Leave out a part of the query to see which one excludes them.'),
    l10n.t('An event on which the expression fails does not match either: use .get() for fields that it may lack.'),
  ];
}

function comment(text: string): string {
  return `# ${text.replaceAll(/\s+/g, ' ')}`;
}
