import * as vscode from 'vscode';
import * as z from 'zod';
import { insertConfiguration } from './insert-configuration.ts';

/** What a node of the Stores view carries when it is dragged: a launch configuration as JSON. */
export const CONFIGURATION_MIME = 'application/vnd.event-replay.configuration+json';

const Configuration = z.looseObject({ type: z.string(), request: z.string(), name: z.string() });

/** What is dropped into a launch.json becomes a configuration there, wherever in the file it is dropped. */
export const dropIntoLaunch: vscode.DocumentDropEditProvider = {
  async provideDocumentDropEdits(document, _position, data) {
    const dragged = await data.get(CONFIGURATION_MIME)?.asString();
    if (dragged === undefined) return undefined;
    const insertion = insertConfiguration(document.getText(), Configuration.parse(JSON.parse(dragged)));
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
