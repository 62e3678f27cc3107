import * as vscode from 'vscode';
import { STREAM_SCHEME } from '../../server/protocol/stream-address.ts';
import { DEBUG_TYPE } from '../debugging/debug-type.ts';
import { openStream } from '../documents/open-stream.ts';
import type { TreeNode } from '../stores/tree-node.ts';
import { type EventTarget, targetOfLine, targetOfNode } from '../stream-target.ts';
import type { CausationNode } from './causation-node.ts';
import { type CausationTree, isSameEvent } from './causation-tree.ts';

type Find = () => PromiseLike<EventTarget | undefined> | EventTarget | undefined;

/**
 * The Causation view shows the event that was turned to last: in the Stores view, by the cursor in a stream document, or by
 * the debugger. What happens while it is out of view is looked up when it comes into view.
 */
export class FollowEvent implements vscode.Disposable {
  readonly #tree: CausationTree;
  readonly #view: vscode.TreeView<CausationNode>;
  readonly #listening: readonly vscode.Disposable[];
  /** The last that happened; older answers are no longer wanted. */
  #latest: Find | undefined;
  /** Its own clicks move the cursor, but choose nothing else. */
  #isOpening = false;
  #opened: EventTarget | undefined;

  constructor(tree: CausationTree, view: vscode.TreeView<CausationNode>, stores: vscode.TreeView<TreeNode>) {
    this.#tree = tree;
    this.#view = view;
    this.#listening = [
      view.onDidChangeVisibility(() => this.#show()),
      stores.onDidChangeSelection(({ selection: [node] }) => this.#turnTo(() => toEvent(node))),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
        if (kind !== undefined || !isPaused()) this.#followCursor(textEditor);
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (!isPaused()) this.#followCursor(editor);
      }),
      vscode.debug.onDidChangeActiveStackItem((item) => {
        if (item instanceof vscode.DebugStackFrame && item.session.type === DEBUG_TYPE) {
          this.#turnTo(() => eventOfFrame(item));
        }
      }),
    ];
  }

  dispose(): void {
    for (const each of this.#listening) each.dispose();
  }

  /** Shows an event, whatever is followed until something else is turned to. */
  choose(target: EventTarget): void {
    this.#latest = undefined;
    this.#tree.choose(target);
  }

  /** Opens an event in its stream, which moves the cursor, without following it. */
  async openWithoutFollowing(event: EventTarget): Promise<void> {
    this.#isOpening = true;
    this.#opened = event;
    try {
      await openStream(event);
    } finally {
      this.#isOpening = false;
    }
  }

  #followCursor(editor: vscode.TextEditor | undefined): void {
    if (editor?.document.uri.scheme !== STREAM_SCHEME || this.#isOpening) return;
    const target = targetOfLine(editor.document.uri, editor.selection.active.line + 1);
    // The cursor can come to what was opened after the document has.
    if (!target || isSameEvent(target, this.#opened)) return;
    this.#opened = undefined;
    this.#turnTo(() => target);
  }

  #turnTo(find: Find): void {
    this.#latest = find;
    void this.#show();
  }

  async #show(): Promise<void> {
    const find = this.#latest;
    if (!find || !this.#view.visible) return;
    // A session can end before it has said where it stands.
    const target = await Promise.resolve(find()).catch(() => undefined);
    if (target && find === this.#latest) this.#tree.choose(target);
  }
}

/** Does a replay stand on an event? Then the debugger moves the cursor too, and the frame says where to. */
function isPaused(): boolean {
  const item = vscode.debug.activeStackItem;
  return item instanceof vscode.DebugStackFrame && item.session.type === DEBUG_TYPE;
}

function toEvent(node: TreeNode | undefined): EventTarget | undefined {
  const target = targetOfNode(node);
  return target?.position === undefined ? undefined : { ...target, position: target.position };
}

/** The event on which a frame of the call stack stands, where its stream is shown as a document. */
async function eventOfFrame(item: vscode.DebugStackFrame): Promise<EventTarget | undefined> {
  const { lineOfFrame } = await import('./line-of-frame.ts');
  const found = await lineOfFrame(item);
  return found && targetOfLine(found.uri, found.line);
}
