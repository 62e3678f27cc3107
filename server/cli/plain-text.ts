import { styleText } from 'node:util';
import type { CommandContext } from './command.ts';

/** Control characters, and those that turn the direction of writing: in a terminal they would act, not be seen. */
const ACTING = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A stranger's text on one line of a terminal: what would act there is escaped as in JSON. */
export function plainText(text: string): string {
  return text.replace(ACTING, escaped);
}

/** The same for text with lines that are meant. */
export function plainLines(text: string): string {
  return text.split('\n').map(plainText).join('\n');
}

/** Cut to so many characters, with an ellipsis. */
export function clipped(text: string, length: number): string {
  const whole = [...text.slice(0, 2 * length + 2)];
  return whole.length <= length ? text : `${whole.slice(0, Math.max(0, length - 1)).join('')}…`;
}

type Format = Parameters<typeof styleText>[0];

/** Text in a style, where the output has styles. */
export function styled({ output }: CommandContext, format: Format, text: string): string {
  return output.hasColors ? styleText(format, text, { validateStream: false }) : text;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
