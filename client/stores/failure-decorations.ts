import * as vscode from 'vscode';
import type { LateDetails } from './late-details.ts';

const SCHEME = 'event-replay-aggregate';

interface Named {
  readonly store: string;
  readonly aggregateId: string;
}

/** What stands for an aggregate where VS Code asks for decorations. */
export function toAggregateResource({ store, aggregateId }: Named): vscode.Uri {
  const path = `/${encodeURIComponent(store)}/${encodeURIComponent(aggregateId)}`;
  return vscode.Uri.from({ scheme: SCHEME, path });
}

/** Aggregates whose last event says that something failed, or cannot be read, wear a badge and a colour. */
export function registerFailureDecorations(details: LateDetails): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri[]>();
  return vscode.Disposable.from(
    changed,
    details.onDidArrive((nodes) => {
      const aggregates = nodes.filter((node) => node.kind === 'aggregate');
      if (aggregates.length > 0) changed.fire(aggregates.map(toAggregateResource));
    }),
    vscode.window.registerFileDecorationProvider({
      onDidChangeFileDecorations: changed.event,
      provideFileDecoration: ({ scheme, path }) => {
        if (scheme !== SCHEME) return undefined;
        const [store = '', aggregateId = ''] = path.slice(1).split('/').map(decodeURIComponent);
        return decorationOf(details, { store, aggregateId });
      },
    }),
  );
}

function decorationOf(details: LateDetails, aggregate: Named): vscode.FileDecoration | undefined {
  const { l10n } = vscode;
  const last = details.lastEventOf(aggregate);
  if (!last) return undefined;
  if (last.malformed !== null) {
    const why = l10n.t('The last event cannot be read: {0}', last.malformed);
    return new vscode.FileDecoration('?', why, new vscode.ThemeColor('list.warningForeground'));
  }
  if (!last.failed) return undefined;
  const why = l10n.t('The last event is {0}', last.qualifiedType);
  return new vscode.FileDecoration('!', why, new vscode.ThemeColor('list.errorForeground'));
}
