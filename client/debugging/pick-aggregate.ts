import * as vscode from 'vscode';
import type { Backend } from '../backend.ts';
import { showError } from '../show-error.ts';
import { countOfEvents } from '../stores/count-text.ts';

const PAGE_SIZE = 100;

interface Choice extends vscode.QuickPickItem {
  /** Missing for the line that says there are more. */
  readonly aggregateId?: string;
}

/** Asks which aggregate of a store; what is typed is searched for in the whole store. Undefined when the user gives up. */
export function pickAggregate(backend: Backend, store: string): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const pick = vscode.window.createQuickPick<Choice>();
  pick.placeholder = vscode.l10n.t('Which aggregate? Type a part of its id');
  let asked = 0;

  const load = async () => {
    const turn = ++asked;
    pick.busy = true;
    try {
      const choices = await findAggregates(backend, store, pick.value);
      // An answer that took longer than the next question is of no use any more.
      if (turn === asked) pick.items = choices;
    } catch (error) {
      pick.hide();
      void showError(error);
    } finally {
      if (turn === asked) pick.busy = false;
    }
  };

  pick.onDidChangeValue(load);
  pick.onDidAccept(() => {
    const aggregateId = pick.selectedItems[0]?.aggregateId;
    if (aggregateId === undefined) return;
    resolve(aggregateId);
    pick.hide();
  });
  pick.onDidHide(() => {
    resolve(undefined);
    pick.dispose();
  });
  pick.show();
  void load();
  return promise;
}

async function findAggregates(backend: Backend, store: string, contains: string): Promise<Choice[]> {
  const { aggregates, more } = await backend.request('listAggregates', {
    store,
    contains: contains || undefined,
    limit: PAGE_SIZE,
  });
  const choices: Choice[] = aggregates.map(({ aggregateId, aggregateTypes, eventCount }) => ({
    label: aggregateId,
    description: `${aggregateTypes.join(', ')} · ${countOfEvents(eventCount)}`,
    aggregateId,
  }));
  if (more)
    choices.push({ label: '…', description: vscode.l10n.t('There are more: type a part of the id'), alwaysShow: true });
  return choices;
}
