import { prettyJson } from '../domain/pretty-json.ts';
import { readableJson } from '../domain/readable-json.ts';
import { longestRun } from './markdown-code.ts';

/** What is longer than a screen helps nobody in a tooltip. */
const MOST_CHARACTERS = 6_000;

/** JSON text, indented, at most so many lines of it; `remark` says what to do where it was cut. */
export function jsonBlock(json: string, mostLines: number, remark: string): string {
  const { shown, cut } = clip(readableJson(prettyJson(json.slice(0, MOST_CHARACTERS * 4))), json.length, mostLines);
  const fence = '`'.repeat(Math.max(3, longestRun(shown) + 1));
  return `${fence}json\n${shown}\n${fence}${cut ? `\n\n_${remark}_` : ''}`;
}

function clip(pretty: string, length: number, mostLines: number): { shown: string; cut: boolean } {
  const lines = pretty.split('\n');
  const shown = lines.slice(0, mostLines).join('\n').slice(0, MOST_CHARACTERS);
  return { shown, cut: shown.length < pretty.length || length > MOST_CHARACTERS * 4 };
}
