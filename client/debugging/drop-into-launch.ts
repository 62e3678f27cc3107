import * as vscode from 'vscode';
import { insertConfiguration } from './insert-configuration.ts';

/** What a node of the Stores view carries when it is dragged: a launch configuration as JSON. */
export const CONFIGURATION_MIME = 'application/vnd.event-replay.configuration+json';

/** What is dropped into a launch.json becomes a configuration there, wherever in the file it is dropped. */
export const dropIntoLaunch: vscode.DocumentDropEditProvider = {
  async provideDocumentDropEdits(document, _position, data) {
    const dragged = await data.get(CONFIGURATION_MIME)?.asString();
    if (dragged === undefined) return undefined;
    const configuration = JSON.parse(dragged);
    if (!isConfiguration(configuration)) return undefined;
    const insertion = insertConfiguration(document.getText(), configuration);
    if (!insertion) return undefined;
    const title = vscode.l10n.t('Insert Launch Configuration');
    const edit = new vscode.DocumentDropEdit(
      '',
      title,
      vscode.DocumentDropOrPasteEditKind.Empty.append('event-replay'),
    );
    edit.additionalEdit = new vscode.WorkspaceEdit();
    edit.additionalEdit.insert(document.uri, document.positionAt(insertion.offset), insertion.text);
    return edit;
  },
};

export function registerDropIntoLaunch(): vscode.Disposable {
  const launchFiles = { language: 'jsonc', pattern: '**/launch.json' };
  return vscode.languages.registerDocumentDropEditProvider(launchFiles, dropIntoLaunch, {
    dropMimeTypes: [CONFIGURATION_MIME],
    providedDropEditKinds: [vscode.DocumentDropOrPasteEditKind.Empty.append('event-replay')],
  });
}

function isConfiguration(dragged: unknown): dragged is vscode.DebugConfiguration {
  const { type, request, name } = (dragged ?? {}) as Partial<Record<string, unknown>>;
  return [type, request, name].every((each) => typeof each === 'string');
}
