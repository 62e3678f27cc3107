import Table from 'cli-table3';
import type { CommandContext } from './command.ts';
import { clipped, plainText, styled } from './plain-text.ts';

export interface Column<Row> {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** A stranger's text may come as it is. */
  text(row: Row): string;
}

const GAP = 2;
const NO_BORDERS = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left']
    .concat([...['left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle']])
    .map((name) => [name, '']),
);

/**
 * Prints rows under each other, group by group: the first group decides how wide the columns are, so that a long list
 * need not be known before it begins. The last column takes what is left of the line, and is cut there.
 */
export function tablePrinter<Row>(
  context: CommandContext,
  columns: readonly Column<Row>[],
): (rows: readonly Row[]) => void {
  let widths: readonly number[] | undefined;
  return (rows) => {
    const cells = rows.map((row) => columns.map(({ text }) => plainText(text(row))));
    const isFirst = widths === undefined;
    widths ??= widthsOf([columns.map(({ title }) => title), ...cells], context.output.columns);
    const table = new Table({
      chars: NO_BORDERS,
      style: { 'padding-left': 0, 'padding-right': GAP, head: [], border: [], compact: true },
      colAligns: columns.map(({ align = 'left' }) => align),
      // The last one is as wide as its text, which has been cut.
      colWidths: widths.map((width, index) => (index < columns.length - 1 ? width + GAP : null)),
      head: isFirst ? columns.map(({ title }) => styled(context, 'bold', title)) : [],
    });
    table.push(...cells.map((row) => row.map((text, index) => clipped(text, widths![index]!))));
    const lines = table.toString().split('\n');
    for (const line of lines) if (line !== '') context.print(line.trimEnd());
  };
}

function widthsOf(rows: readonly (readonly string[])[], columns: number): number[] {
  const widths = rows[0]!.map((_, index) => Math.max(...rows.map((row) => row[index]!.length)));
  const others = widths.slice(0, -1).reduce((sum, width) => sum + width + GAP, 0);
  return [...widths.slice(0, -1), Math.max(20, columns - others)];
}
