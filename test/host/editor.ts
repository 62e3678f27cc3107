import type { Page } from 'playwright-core';
import { PATIENCE, waitUntil } from './tree.ts';

/** The active text editor of the workbench: its gutter, and where the debugger stands in it. */
export interface Editor {
  /** Scrolls to a line and clicks into the gutter beside it, where a person clicks to set a breakpoint. */
  setBreakpointAtLine(line: number): Promise<void>;
  /** Waits until the debugger marks this line as the current one. */
  waitForStoppedLine(line: number): Promise<void>;
  /** The lines with a breakpoint, among those in view. */
  breakpointLines(): Promise<number[]>;
  goToLine(line: number): Promise<void>;
  /** The text of the lines in view. */
  visibleText(): Promise<string>;
}

/** What is used of the DOM, whose types this project of Node programs does not load. */
interface PageElement {
  readonly textContent: string;
  getBoundingClientRect(): { readonly top: number; readonly height: number };
  querySelectorAll(selector: string): Iterable<PageElement>;
}

const ACTIVE = '.editor-group-container.active .monaco-editor[data-uri]';

export function editorOf(page: Page): Editor {
  const active = page.locator(ACTIVE).first();
  const linesWith = (glyph: string) => active.evaluate(linesOfGlyph, glyph);

  const goToLine = async (line: number) => {
    await active.locator('.view-lines').click();
    await page.keyboard.press('Control+g');
    await page.locator('.quick-input-widget input').fill(`:${line}`);
    await page.keyboard.press('Enter');
    await active.locator(`.line-numbers.active-line-number`, { hasText: new RegExp(`^${line}$`) }).waitFor();
  };

  return {
    goToLine,
    setBreakpointAtLine: async (line) => {
      await goToLine(line);
      const number = active.locator('.line-numbers', { hasText: new RegExp(`^${line}$`) });
      const at = (await number.boundingBox({ timeout: PATIENCE }))!;
      const margin = (await active.locator('.margin').first().boundingBox())!;
      await page.mouse.click(margin.x + 9, at.y + at.height / 2);
      await waitUntil(
        () => linesWith('debug-breakpoint'),
        (lines) => lines.includes(line),
      );
    },
    waitForStoppedLine: async (line) => {
      await waitUntil(
        () => linesWith('debug-stackframe'),
        (lines) => lines.includes(line),
      );
    },
    breakpointLines: () => linesWith('debug-breakpoint'),
    visibleText: async () => (await active.locator('.view-line').allInnerTexts()).join('\n').replaceAll('\u00a0', ' '),
  };
}

/** Runs in the page: the numbers of the lines whose gutter shows an icon of this name (or one that begins with it). */
function linesOfGlyph(editor: PageElement, glyph: string): number[] {
  const middle = (element: PageElement) => {
    const { top, height } = element.getBoundingClientRect();
    return top + height / 2;
  };
  const numbers = [...editor.querySelectorAll('.line-numbers')];
  return [...editor.querySelectorAll(`.glyph-margin-widgets [class*="codicon-${glyph}"]`)]
    .map((icon) => numbers.find((number) => Math.abs(middle(number) - middle(icon)) < 4)?.textContent)
    .map(Number)
    .filter((line) => line > 0);
}
