import type { Page } from 'playwright-core';
import { paneOf, type Tree, treeIn, treeOf, waitUntil } from './tree.ts';

export type ToolbarAction =
  | 'Continue'
  | 'Pause'
  | 'Step Over'
  | 'Step Into'
  | 'Step Out'
  | 'Step Back'
  | 'Reverse'
  | 'Restart'
  | 'Stop'
  | 'Disconnect';

/** What the workbench shows while it debugs. */
export interface DebugViews {
  readonly variables: Tree;
  readonly watch: Tree;
  readonly callStack: Tree;
  readonly breakpoints: Tree;
  /** Presses a button of the debug toolbar. */
  toolbar(action: ToolbarAction): Promise<void>;
  addWatch(expression: string): Promise<void>;
  /** Enters an expression in the Debug Console; gives the rows that answered. */
  evaluate(expression: string): Promise<string[]>;
  /** Types into the Debug Console; gives what it suggests, and leaves the suggestions open. */
  suggest(written: string): Promise<string[]>;
  /** Takes the first suggestion and evaluates; gives the rows that answered. */
  acceptSuggestion(): Promise<string[]>;
  /** Waits until no session runs any more. */
  waitForEnd(): Promise<void>;
}

export function debugViewsOf(page: Page, runCommand: (title: string) => Promise<void>): DebugViews {
  const bar = page.locator('.debug-toolbar');
  const repl = page.locator('.repl');
  const answers = treeIn(page, repl.locator('.repl-tree'));

  const suggestions = page.locator('.suggest-widget.visible .monaco-list-row');

  const focusConsole = async () => {
    await runCommand('Debug Console: Focus on Debug Console View');
    await repl.locator('.repl-input-wrapper .monaco-editor').click();
  };

  const enter = async () => {
    const before = (await answers.rows()).length;
    await page.keyboard.press('Enter');
    // The first new row is the question, the answer comes after it.
    const rows = await waitUntil(answers.rows, ({ length }) => length > before + 1);
    return rows.slice(before + 1);
  };

  return {
    variables: treeOf(page, 'Variables'),
    watch: treeOf(page, 'Watch'),
    callStack: treeOf(page, 'Call Stack'),
    breakpoints: treeOf(page, 'Breakpoints'),
    toolbar: (action) => bar.locator(`.action-label[aria-label^="${action}"]:not(.disabled)`).click(),
    addWatch: async (expression) => {
      const pane = paneOf(page, 'Watch');
      const header = pane.locator('.pane-header');
      if ((await header.getAttribute('aria-expanded')) === 'false') {
        await header.click();
      }
      await header.hover();
      await pane.locator('.action-label[aria-label="Add Expression"]').click();
      await pane.locator('.monaco-inputbox input').fill(expression);
      await page.keyboard.press('Enter');
      await treeOf(page, 'Watch').row(expression);
    },
    evaluate: async (expression) => {
      await focusConsole();
      await page.keyboard.insertText(expression);
      return enter();
    },
    suggest: async (written) => {
      await focusConsole();
      await page.keyboard.type(written, { delay: 30 });
      await suggestions.first().waitFor();
      return suggestions.allInnerTexts();
    },
    acceptSuggestion: async () => {
      await page.keyboard.press('Tab');
      await suggestions.first().waitFor({ state: 'hidden' });
      return enter();
    },
    waitForEnd: () => bar.waitFor({ state: 'hidden' }),
  };
}
