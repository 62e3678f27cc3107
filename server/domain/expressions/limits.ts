import { EvaluationError } from './evaluation-error.ts';

/** Characters of an expression's source. */
export const MAX_SOURCE = 10_000;
/** Levels of brackets, operators and calls inside one another. */
export const MAX_DEPTH = 200;
/**
 * Operators of one chain, such as `a or b or …`. A chain has a level for each in the parser's tree, which below 2,500
 * levels has no structure any more.
 */
export const MAX_CHAIN = 2_400;
/** Items looked at in one evaluation. */
export const MAX_STEPS = 1_000_000;
/** Characters of one text. */
export const MAX_TEXT = 1_000_000;
/** Items of one list, tuple, set or dict that the expression itself makes. */
export const MAX_ITEMS = 1_000_000;
/** Bits of one integer. */
export const MAX_BITS = 65_536;

/** How many characters cost as much as one step: bounds the memory of many texts together. */
export const TEXT_PER_STEP = 64;
export const CHARACTERS_PER_STEP = 4;
export const COMPARISONS_PER_STEP = 2048;
export const BITS_PER_STEP = 256;

/** One evaluation runs at a time, so one counter does for all. Outside of evaluations nothing is bounded. */
let steps = Number.NEGATIVE_INFINITY;

/** Begins the count for an evaluation. Gives the count that it interrupts, for `endCounting`. */
export function startCounting(): number {
  const interrupted = steps;
  steps = 0;
  return interrupted;
}

export function endCounting(interrupted: number): void {
  done += steps;
  steps = interrupted;
}

let done = 0;

/** Steps of all evaluations so far: those who evaluate one thing after the other can tell when it was much. */
export function workDone(): number {
  return done;
}

/** Counts work done; throws a LimitError when an evaluation has done too much of it. */
export function spend(count = 1): void {
  steps += count;
  if (steps > MAX_STEPS) throw limitError(`the evaluation takes more than ${group(MAX_STEPS)} steps`);
}

/** Call before making a text of this many characters. */
export function allowText(length: number): void {
  if (length > MAX_TEXT) throw limitError(`the text would be longer than ${group(MAX_TEXT)} characters`);
  spendOnText(length);
}

/** Counts the work of copying or comparing a text as a whole, which the engine does fast. */
export function spendOnText(length: number): void {
  spend(length / TEXT_PER_STEP);
}

/** Counts the work of looking at each character of a text. */
export function spendOnCharacters(length: number): void {
  spend(length / CHARACTERS_PER_STEP);
}

/** Call before looking for one text in another: the worst pairs have every character of both compared. */
export function spendOnSearch(text: string, wanted: string): void {
  const places = Math.max(0, text.length - wanted.length);
  spend(text.length / TEXT_PER_STEP + (places * wanted.length) / COMPARISONS_PER_STEP);
}

/** Call before making a container of this many items. */
export function allowItems(count: number): void {
  if (count > MAX_ITEMS) throw limitError(`the result would have more than ${group(MAX_ITEMS)} items`);
  spend(count);
}

/** Call before making an integer of about this many bits. */
export function allowBits(bits: number): void {
  if (bits > MAX_BITS) throw limitError(`the integer would have more than ${group(MAX_BITS)} bits`);
  spendOnBits(bits);
}

/** Counts the work of reading or making a large integer. */
export function spendOnBits(bits: number): void {
  spend(bits / BITS_PER_STEP);
}

export function limitError(text: string): EvaluationError {
  return new EvaluationError('LimitError', text);
}

function group(count: number): string {
  return count.toLocaleString('en-US');
}
