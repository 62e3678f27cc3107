import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { output } from '../../scripts/tee.ts';
import { launchChromium } from './chromium.ts';
import { type DebugViews, debugViewsOf } from './debug-views.ts';
import { type Editor, editorOf } from './editor.ts';
import { PATIENCE, type Tree, treeOf, waitUntil } from './tree.ts';
import { startVsCodeServer, type VsCodeServer } from './vscode-server.ts';

export interface WorkbenchOptions {
  /** The folder to open, absolute. */
  readonly folder: string;
  /** Packaged extensions to install first. */
  readonly extensions?: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A real VS Code in a real browser, driven by clicks and keys. Open one with `Workbench.open`, end with `close`. */
export class Workbench {
  readonly page: Page;
  readonly editor: Editor;
  readonly debug: DebugViews;
  readonly #browser: Browser;
  readonly #server: VsCodeServer;

  private constructor(page: Page, browser: Browser, server: VsCodeServer) {
    this.page = page;
    this.#browser = browser;
    this.#server = server;
    this.editor = editorOf(page);
    this.debug = debugViewsOf(page, (title) => this.runCommand(title));
  }

  static async open({ folder, ...options }: WorkbenchOptions): Promise<Workbench> {
    const server = await startVsCodeServer(options);
    const browser = await launchChromium();
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`${server.url}/?${new URLSearchParams({ folder })}`);
    await page.locator('.monaco-workbench .statusbar').waitFor({ timeout: 2 * PATIENCE });
    return new Workbench(page, browser, server);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
  }

  /**
   * Runs a command by its title in the palette, for example `View: Close All Editors`. The palette does not notice
   * commands that appear while it is open, so it is opened anew until it offers this one.
   */
  async runCommand(title: string): Promise<void> {
    await waitUntil(async () => {
      await this.page.keyboard.press('F1');
      return this.#pick(`>${title}`, title, 2_000).then(
        () => true,
        () => this.page.keyboard.press('Escape').then(() => false),
      );
    }, Boolean);
  }

  /** Opens a file of the folder by its name. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+p');
    await this.#pick(name, path.basename(name));
    await this.page.locator(`.tab.active[data-resource-name="${path.basename(name)}"]`).waitFor();
    await this.page.locator('.editor-group-container.active .monaco-editor[data-uri] .view-line').first().waitFor();
  }

  /** Shows a view container by its icon in the activity bar, for example `Event Replay` or `Run and Debug`. */
  async openView(title: string): Promise<void> {
    const icon = this.page.locator(`.activitybar .action-label[aria-label^="${title}"]`).first();
    await icon.waitFor();
    const item = icon.locator('xpath=..');
    const isOpen = async () => (await item.getAttribute('aria-selected')) === 'true';
    // A click closes a view that something else opened just before.
    await waitUntil(async () => {
      if (!(await isOpen())) await icon.click();
      for (let looks = 0; looks < 20; looks++) {
        if (await isOpen()) return true;
        await this.page.waitForTimeout(50);
      }
      return false;
    }, Boolean);
  }

  /** The tree of a view by the view's title, for example `Stores`. */
  tree(title: string): Tree {
    return treeOf(this.page, title);
  }

  /** F5. */
  async startDebugging(): Promise<void> {
    await this.page.keyboard.press('F5');
    await this.page.locator('.debug-toolbar').waitFor();
  }

  /** Chooses an item of the open quick pick by the text it shows; waits until it is offered. */
  async pick(text: string): Promise<void> {
    await this.#pick(text, text);
  }

  /** Opens the menu of a row until it has an item: the row may move under the mouse, or be one of a moment ago. */
  async openMenu(row: () => Promise<Locator>, title: string): Promise<void> {
    const item = this.page.getByRole('menuitem', { name: title, exact: true });
    await waitUntil(async () => {
      await this.page.keyboard.press('Escape');
      await (await row()).click({ button: 'right' });
      return item.waitFor({ timeout: 2_000 }).then(
        () => true,
        () => false,
      );
    }, Boolean);
  }

  /** Adds a database of the folder to the Stores view, from the Explorer, and shows the view. */
  async openAsStore(name: string): Promise<void> {
    await this.openView('Explorer');
    const file = this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
    await this.openMenu(() => Promise.resolve(file), 'Open as Event Store');
    await this.chooseFromMenu('Open as Event Store');
    await this.openView('Event Replay');
    await this.tree('Stores').row(name);
  }

  /** Chooses an item of the menu that is open. A menu takes no clicks in its first moments. */
  async chooseFromMenu(title: string): Promise<void> {
    const item = this.page.getByRole('menuitem', { name: title, exact: true });
    await item.waitFor();
    await waitUntil(async () => {
      await item.click({ timeout: 2_000 }).catch(() => {});
      await this.page.waitForTimeout(200);
      return (await item.count()) === 0;
    }, Boolean);
  }

  /** The messages of the notifications on screen. */
  async notifications(): Promise<string[]> {
    return this.page.locator('.notification-list-item-message').allInnerTexts();
  }

  /** Waits for a notification that says something. */
  async waitForNotification(text: string): Promise<string> {
    const all = await waitUntil(
      () => this.notifications(),
      (said) => said.some((each) => each.includes(text)),
    );
    return all.find((each) => each.includes(text))!;
  }

  /** Keeps what a person would see as `test-output/screenshots/NAME.png`. */
  async screenshot(name: string): Promise<void> {
    const folder = path.join(output, 'screenshots');
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: path.join(folder, `${name}.png`) });
  }

  async #pick(typed: string, wanted: string, timeout = PATIENCE): Promise<void> {
    const widget = this.page.locator('.quick-input-widget:visible');
    await widget.locator('input').first().fill(typed);
    const row = widget.locator('.monaco-list-row', { hasText: wanted }).first();
    await row.waitFor({ timeout });
    const wasTaken = async () =>
      (await widget.count()) === 0 || (await widget.locator('input').first().inputValue({ timeout: 1_000 })) !== typed;
    await waitUntil(async () => {
      await row.click({ timeout: 2_000 }).catch(() => {});
      // A click is lost where the list is replaced under it, by an answer to what was typed.
      for (let looks = 0; looks < 20; looks++) {
        if (await wasTaken().catch(() => false)) return true;
        await this.page.waitForTimeout(50);
      }
      return false;
    }, Boolean);
  }
}
