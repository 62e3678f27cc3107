/** `1 hit`, `1,200 hits`. */
export function counted(n: number, one: string): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? one : `${one}s`}`;
}
