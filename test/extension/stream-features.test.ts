import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Event } from '../../server/domain/event.ts';
import { toStreamUri, WINDOW_SIZE } from '../../server/protocol/stream-address.ts';
import { openStore } from '../../server/stores/open-store.ts';
import { agentEvent, agentEvents, longLife } from '../support/agent-stream.ts';
import { storeFile } from '../support/store-file.ts';
import { activate, command, endReplay, eventually, launch, next, stopAfter, streamUri } from './extension.ts';

const { languages, window, workspace, commands } = vscode;

describe('What a stream document offers', () => {
  let file: Awaited<ReturnType<typeof storeFile>>;
  let uri: vscode.Uri;

  before(async () => {
    await activate();
    file = await storeFile([
      ...agentEvents(),
      agentEvent(9, 'status', {}, { correlation_id: 'workflow-102', causation_id: 'event-0' }),
      agentEvent(10, 'failed', { error: 'no answer' }, { correlation_id: 'workflow-102', causation_id: 'event-8' }),
      agentEvent(12, 'status', { status: 'idle' }),
    ]);
    uri = streamUri('agent-123', `sqlite:${file.path}`);
    await window.showTextDocument(uri, { preview: false });
  });
  after(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await file.remove();
  });

  const ask = <Answer>(what: string, ...more: unknown[]): Thenable<Answer> =>
    commands.executeCommand<Answer>(`vscode.${what}`, uri, ...more);
  const everywhere = new vscode.Range(0, 0, 11, 0);

  it('an outline by event, those of a correlation together', async () => {
    const symbols = await ask<vscode.DocumentSymbol[]>('executeDocumentSymbolProvider');
    const run = symbols.find(({ name }) => name === 'workflow-102');
    assert.deepEqual(
      run?.children.map(({ name, range }) => [name, range.start.line]),
      [
        ['agent.status', 8],
        ['agent.failed', 9],
      ],
    );
    assert.equal(symbols[0]?.name, 'agent.created');
  });

  it('folding by correlation', async () => {
    const folds = await ask<vscode.FoldingRange[]>('executeFoldingRangeProvider');
    assert.deepEqual(
      folds.map(({ start, end }) => [start, end]),
      [[8, 9]],
    );
  });

  it('colours that tell of failures', async () => {
    const legend = await ask<vscode.SemanticTokensLegend>('provideDocumentRangeSemanticTokensLegend', everywhere);
    assert.ok(legend.tokenModifiers.includes('failed'));
    const line = new vscode.Range(9, 0, 9, 0);
    const { data } = await ask<vscode.SemanticTokens>('provideDocumentRangeSemanticTokens', line);
    const failed = 1 << legend.tokenModifiers.indexOf('failed');
    const tokens = Array.from({ length: data.length / 5 }, (_, n) => data.slice(n * 5, n * 5 + 5));
    assert.equal(tokens.filter((token) => token[4] === failed).length, 1);
  });

  it('lenses that replay from an event', async () => {
    const lenses = await ask<vscode.CodeLens[]>('executeCodeLensProvider', 100);
    assert.deepEqual(
      lenses.map(({ range, command: asked }) => [range.start.line, asked?.title]),
      [
        [8, 'Replay from here: workflow-102, 2 events'],
        [9, 'Replay from here: agent.failed'],
      ],
    );
    const { command: replay } = lenses[1]!;
    assert.equal(await stopAfter(() => commands.executeCommand(replay!.command, ...replay!.arguments!)), 10);
    await endReplay();
  });

  it('hints of the time between events', async () => {
    const hints = await ask<vscode.InlayHint[]>('executeInlayHintProvider', everywhere);
    assert.ok(hints.some(({ label, position }) => position.line === 1 && String(label).trim() === '+10 s'));
  });

  it('problems, and what helps to understand them', async () => {
    const codes = () => languages.getDiagnostics(uri).map(({ code, range }) => [code, range.start.line]);
    await eventually(languages.onDidChangeDiagnostics, () => codes().length > 0);
    assert.deepEqual(codes(), [
      ['missing-cause', 8],
      ['version-order', 10],
    ]);
    const at = new vscode.Range(10, 0, 10, 6);
    const actions = await ask<vscode.CodeAction[]>('executeCodeActionProvider', at);
    const neighbours = actions.find(({ title }) => title === 'Show the neighbours');
    assert.ok(neighbours?.command);
    await commands.executeCommand(neighbours.command.command, ...neighbours.command.arguments!);
    await commands.executeCommand('closeReferenceSearch');
    const cause = (await ask<vscode.CodeAction[]>('executeCodeActionProvider', new vscode.Range(9, 0, 9, 0))).find(
      ({ title }) => title === "Open the cause's stream",
    );
    const shown = next(window.onDidChangeTextEditorSelection, ({ selections }) => selections[0]?.active.line === 7);
    await commands.executeCommand(cause!.command!.command, ...cause!.command!.arguments!);
    await shown;
  });

  it('a jump to a line, on which nothing is evaluated', async () => {
    const parts = { store: file.path, aggregateId: 'agent-123' };
    assert.equal(await launch(parts), 1);
    const breakpoint = new vscode.SourceBreakpoint(new vscode.Location(uri, new vscode.Position(2, 0)));
    vscode.debug.addBreakpoints([breakpoint]);
    assert.equal(await stopAfter(command('jumpHere', { uri, lineNumber: 6 })), 6);
    vscode.debug.removeBreakpoints([breakpoint]);
    await endReplay();
  });

  it('only the times while a replay tells what events changed', async () => {
    const labels = async () =>
      (await ask<vscode.InlayHint[]>('executeInlayHintProvider', everywhere)).map(({ label }) => String(label).trim());
    assert.ok((await labels()).includes('temperature 0.2 → 0.7'));
    await launch({ store: file.path, aggregateId: 'agent-123' });
    const during = await labels();
    assert.ok(during.includes('+10 s') && !during.includes('temperature 0.2 → 0.7'), during.join());
    await endReplay();
  });

  const record = async (...events: readonly Event[]) => {
    const store = await openStore(file.path, { readOnly: false });
    await store.saveEvents(events);
    await store.close();
  };

  it('the events that arrive, and keeps its breakpoints', async () => {
    const { document } = await window.showTextDocument(uri, { preview: false });
    const breakpoint = new vscode.SourceBreakpoint(new vscode.Location(uri, new vscode.Position(3, 0)));
    vscode.debug.addBreakpoints([breakpoint]);
    const before = document.getText();
    const grown = next(workspace.onDidChangeTextDocument, (change) => change.document === document);
    const found = next(languages.onDidChangeDiagnostics, () => languages.getDiagnostics(uri).length === 3);
    await record(agentEvent(13, 'status', { status: 'busy' }), agentEvent(15, 'status', { status: 'idle' }));
    const { contentChanges } = await grown;
    assert.ok(document.getText().startsWith(before));
    assert.deepEqual(
      contentChanges.map(({ rangeLength }) => rangeLength),
      [0],
      'only appended to',
    );
    assert.equal(document.lineCount, 14);
    const kept = vscode.debug.breakpoints.find((each) => each === breakpoint) as vscode.SourceBreakpoint;
    assert.equal(kept.location.range.start.line, 3);
    await found;
    vscode.debug.removeBreakpoints([breakpoint]);
  });

  it('marks on events that cannot be read', async () => {
    const { malformed } = await activate();
    const { default: Database } = await import('better-sqlite3');
    const db = new Database(file.path);
    const document = await workspace.openTextDocument(uri);
    const marked = next(languages.onDidChangeDiagnostics, () => malformed.marksOf(document).length > 0);
    db.prepare(
      `INSERT INTO events (id, event_id, aggregate_id, aggregate_type, event_type, event_data, timestamp, version)
       VALUES ('bad', 'bad', 'agent-123', 'agent', 'status', '{"a": ', '2025-09-19 13:05:00', 16)`,
    ).run();
    db.close();
    await marked;
    assert.deepEqual(
      malformed.marksOf(document).map(({ start }) => start.line),
      [13],
    );
  });
});

describe('The windows of a long stream', () => {
  let file: Awaited<ReturnType<typeof storeFile>>;
  let store: string;

  before(async () => {
    await activate();
    file = await storeFile(longLife(WINDOW_SIZE + 3));
    store = `sqlite:${file.path}`;
  });
  after(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await file.remove();
  });

  const windowAt = (firstPosition: number) => toStreamUri({ store, aggregateId: 'agent-123', firstPosition });
  const isShown = (firstPosition: number, line: number) => () =>
    window.activeTextEditor?.document.uri.toString() === vscode.Uri.parse(windowAt(firstPosition)).toString() &&
    window.activeTextEditor.selection.active.line === line;

  it('lead to the next one and back', async () => {
    await commands.executeCommand('vscode.open', vscode.Uri.parse(windowAt(1)));
    const lenses = await commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      vscode.Uri.parse(windowAt(1)),
      1_000,
    );
    assert.equal(lenses.at(-1)?.command?.title, 'Next window ▶');
    assert.equal(lenses.at(-1)?.range.start.line, WINDOW_SIZE);
    await commands.executeCommand('event-replay.nextWindow');
    await eventually(window.onDidChangeTextEditorSelection, isShown(WINDOW_SIZE + 1, 0));
    assert.equal(window.activeTextEditor!.document.lineCount, 4);
    const before = next(window.onDidChangeTextEditorSelection, isShown(1, WINDOW_SIZE - 1));
    await commands.executeCommand('event-replay.previousWindow');
    await before;
  });

  it('are outlined by hundreds', async () => {
    const symbols = await commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      vscode.Uri.parse(windowAt(1)),
    );
    assert.equal(symbols.length, WINDOW_SIZE / 100);
    assert.equal(symbols[1]?.name, 'Events 101 to 200');
  });
});
