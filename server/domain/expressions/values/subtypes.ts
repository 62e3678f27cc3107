/** A bool is an int as well, and a datetime a date. */
const PARENTS: ReadonlyMap<string, string> = new Map([
  ['bool', 'int'],
  ['datetime.datetime', 'datetime.date'],
]);

/** Is every value of a type, by its name, also one of the other? */
export function isSubtype(type: string, other: string): boolean {
  return type === other || PARENTS.get(type) === other;
}
