const WHOLE = new Intl.NumberFormat('en');

/** `1 event`, `1,200 events`, `100+ events`. */
export function countOf(count: number, noun: string, more = false): string {
  return `${WHOLE.format(count)}${more ? '+' : ''} ${noun}${count === 1 && !more ? '' : 's'}`;
}
