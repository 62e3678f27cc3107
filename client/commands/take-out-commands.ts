import { randomUUID } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';
import type { CopyLanguage } from '../../server/protocol/take-out-requests.ts';
import type { Commands } from '../register-commands.ts';
import { baseFolder } from '../stores/base-folder.ts';
import { countOfEvents } from '../stores/count-text.ts';
import type { AggregateNode, EventNode, StoreNode } from '../stores/tree-node.ts';
import type { Parts } from './parts.ts';

/** The commands that take something out of a store, or keep a state in it. */
export function createTakeOutCommands(parts: Parts): Commands {
  const { backend, stores, mayWrite } = parts;
  const { l10n } = vscode;
  const copyAs = (language: CopyLanguage) => async (node: AggregateNode | EventNode) => {
    const { store, aggregateId } = node;
    const position = node.kind === 'event' ? node.position : undefined;
    const { text, copied, total } = await backend.request('copyEvents', { store, aggregateId, position, language });
    await vscode.env.clipboard.writeText(text);
    if (copied < total) {
      const [some, all] = [copied, total].map((count) => count.toLocaleString('en-US'));
      void vscode.window.showInformationMessage(l10n.t('Only the first {0} of {1} events were copied.', some!, all!));
    }
  };

  return {
    copyAsJson: copyAs('json'),
    copyAsPython: copyAs('python'),
    copyAsTypeScript: copyAs('typescript'),

    /** An aggregate, or all of a store. */
    exportEvents: async (node: AggregateNode | StoreNode) => {
      const name = node.kind === 'store' ? stores.nameOf(node.store) : node.aggregateId;
      const file = await vscode.window.showSaveDialog({
        title: l10n.t('Export {0}', name),
        defaultUri: vscode.Uri.file(path.join(baseFolder() ?? '', `${name.replaceAll(/[^\w.-]+/g, '-')}.jsonl`)),
        filters: { 'JSON Lines': ['jsonl', 'jsonl.gz'], CSV: ['csv', 'csv.gz'] },
      });
      if (!file) return;
      const written = await exportTo(parts, node, file.fsPath, name);
      if (!written) return;
      const { events, incomplete } = written;
      const open = l10n.t('Open');
      const said = l10n.t(
        '{0} events were written to {1}.',
        events.toLocaleString('en-US'),
        path.basename(file.fsPath),
      );
      const remark = incomplete > 0 ? ` ${l10n.t('{0} of them could not be read in full.', incomplete)}` : '';
      const isText = !file.fsPath.endsWith('.gz');
      void vscode.window.showInformationMessage(said + remark, ...(isText ? [open] : [])).then((chosen) => {
        if (chosen === open) void vscode.commands.executeCommand('vscode.open', file);
      });
    },

    /** Of an aggregate as it is, or as it was just after an event. */
    takeSnapshot: async (node: AggregateNode | EventNode) => {
      const { store, aggregateId } = node;
      const version = node.kind === 'event' ? node.version : undefined;
      const what =
        version === undefined
          ? l10n.t('a snapshot of {0}, as it is now', aggregateId)
          : l10n.t('a snapshot of {0} at version {1}', aggregateId, version);
      const take = l10n.t('Take Snapshot');
      const detail = l10n.t(
        'The state is folded as a replay without a projection folds it: payloads are merged. It is stored beside the events of {0}.',
        stores.nameOf(store),
      );
      const asked = l10n.t('Take {0}?', what);
      if ((await vscode.window.showInformationMessage(asked, { modal: true, detail }, take)) !== take) return;
      if (!(await mayWrite(store, what))) return;
      const taken = await backend.request('takeSnapshot', { store, aggregateId, version });
      const said = l10n.t('The snapshot of {0} at version {1} was stored.', aggregateId, taken.version);
      void vscode.window.showInformationMessage(said);
    },
  };
}

/** Undefined when the user gives it up: then there is no file. */
function exportTo({ backend }: Parts, node: AggregateNode | StoreNode, file: string, name: string) {
  const { l10n } = vscode;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: l10n.t('Exporting {0}', name),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (shown, token) => {
    const progress = randomUUID();
    const listening = backend.onDidProgress((made) => {
      if (made.progress === progress) shown.report({ message: countOfEvents(made.done) });
    });
    const aggregateId = node.kind === 'store' ? undefined : node.aggregateId;
    try {
      return await backend.request('exportEvents', { store: node.store, aggregateId, file, progress }, token);
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    } finally {
      listening.dispose();
    }
  });
}
