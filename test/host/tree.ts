import type { Locator, Page } from 'playwright-core';

/** One tree in a side bar or panel of the workbench, used as a person would use it. */
export interface Tree {
  /** The rows in view, from the top, each as the text it shows. */
  rows(): Promise<string[]>;
  /** Waits until a row shows this text and gives it. */
  row(text: string | RegExp): Promise<Locator>;
  /** Opens a closed row and waits until it is open. */
  expand(text: string | RegExp): Promise<void>;
  /** Closes an open row, and makes room for the ones below it. */
  collapse(text: string | RegExp): Promise<void>;
  /** Waits until the rows in view satisfy a question; the error shows the rows that did not. */
  waitUntil(question: (rows: string[]) => boolean): Promise<string[]>;
}

/** How long the workbench may take to show something, in milliseconds. */
export const PATIENCE = 60_000;

/** The tree of the view with this title, for example `Stores` or `Variables`. */
export function treeOf(page: Page, title: string): Tree {
  return treeIn(page, paneOf(page, title));
}

/** The pane of a view: its header and its body. */
export function paneOf(page: Page, title: string): Locator {
  return page.locator('.pane', { has: page.locator(`.pane-header[aria-label^="${title} Section"]`) });
}

export function treeIn(page: Page, place: Locator): Tree {
  const all = place.locator('.monaco-list-row');
  const rows = async () => (await all.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
  const row = async (text: string | RegExp) => {
    const found = all.filter({ hasText: text }).first();
    await found.waitFor({ timeout: PATIENCE });
    return found;
  };
  const turnOnce = async (text: string | RegExp, open: boolean) => {
    const found = await row(text);
    const isTurned = async () => (await found.getAttribute('aria-expanded', { timeout: 2_000 })) === String(open);
    if (await isTurned()) return true;
    if ((await found.locator('.codicon-tree-item-loading').count()) === 0) {
      await found.locator('.monaco-tl-twistie').click({ timeout: 2_000 });
      await page.waitForTimeout(500);
    }
    return isTurned();
  };
  /** A click fails or is lost when the tree draws itself anew at that moment; then it is repeated. */
  const turn = async (text: string | RegExp, open: boolean) => {
    await waitUntil(() => turnOnce(text, open).catch(() => false), Boolean);
  };
  return {
    rows,
    row,
    expand: (text) => turn(text, true),
    collapse: (text) => turn(text, false),
    waitUntil: (question) => waitUntil(rows, question),
  };
}

/** Asks until the answer satisfies, and gives it. The error of a wait in vain shows the last answer. */
export async function waitUntil<T>(ask: () => Promise<T>, satisfies: (answer: T) => boolean): Promise<T> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (satisfies(answer)) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(`Waited ${PATIENCE / 1000} s in vain. The last answer was ${JSON.stringify(answer)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
