import { prettyJson } from '../domain/pretty-json.ts';

/** Recorded text as markdown: whatever strangers wrote is shown as code, and stays in it. */

/** What is longer than a screen helps nobody in a tooltip. */
const MOST_CHARACTERS = 6_000;

/** Inline code that no backtick, line end or pipe in the text can leave. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').slice(0, 500);
  const fence = '`'.repeat(longestRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** JSON text, indented, at most so many lines of it; `remark` says what to do where it was cut. */
export function jsonBlock(json: string, mostLines: number, remark: string): string {
  const { shown, cut } = clip(prettyJson(json.slice(0, MOST_CHARACTERS * 4)), json.length, mostLines);
  const fence = '`'.repeat(Math.max(3, longestRun(shown) + 1));
  return `${fence}json\n${shown}\n${fence}${cut ? `\n\n_${remark}_` : ''}`;
}

function clip(pretty: string, length: number, mostLines: number): { shown: string; cut: boolean } {
  const lines = pretty.split('\n');
  const shown = lines.slice(0, mostLines).join('\n').slice(0, MOST_CHARACTERS);
  return { shown, cut: shown.length < pretty.length || length > MOST_CHARACTERS * 4 };
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
