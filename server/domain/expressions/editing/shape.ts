/** A type as Python names it: `str`, `dict`, `datetime.datetime`. */
export type TypeName = string;

/** What was seen of a value, over all samples. */
export interface Shape {
  readonly types: Set<TypeName>;
  /** A value that was seen, cut short: where the replay stands if it has one, else the first. */
  example: string | undefined;
  /** Distinct texts; one more than `MOST_TEXTS` says that they are too many to choose from. */
  readonly texts: Set<string>;
  /** Of a dict, by key. */
  readonly fields: Map<string, Shape>;
  /** Of a list: all its items together. */
  items: Shape | undefined;
  /** Of a tuple: its items one by one. */
  readonly parts: readonly (Shape | undefined)[];
  /** In how many samples. */
  seen: number;
}

export const MOST_TEXTS = 20;

export function emptyShape(types: readonly TypeName[] = [], known: Partial<Shape> = {}): Shape {
  const shape = { example: undefined, texts: new Set<string>(), fields: new Map<string, Shape>(), parts: [], seen: 0 };
  return { ...shape, types: new Set(types), items: undefined, ...known };
}

/** What a value can be that has one of these shapes. */
export function mergeShapes(shapes: Iterable<Shape | undefined>): Shape | undefined {
  const known = [...shapes].filter((shape) => shape !== undefined);
  if (known.length < 2) return known[0];
  const keys = new Set(known.flatMap(({ fields }) => [...fields.keys()]));
  const fieldOf = (key: string) => mergeShapes(known.map(({ fields }) => fields.get(key)))!;
  return emptyShape(
    known.flatMap(({ types }) => [...types]),
    {
      example: known.find(({ example }) => example !== undefined)?.example,
      texts: new Set(known.flatMap(({ texts }) => [...texts])),
      fields: new Map([...keys].map((key) => [key, fieldOf(key)])),
      items: mergeShapes(known.map(({ items }) => items)),
      parts: known[0]!.parts,
      seen: known.reduce((sum, { seen }) => sum + seen, 0),
    },
  );
}

/** `float | None, in 3 of 8, such as 0.95`; how often it was seen is told where its owner was seen more often. */
export function describeShape({ types, example, seen }: Shape, ownerSeen = seen): string {
  const named = [...types].map((type) => (type === 'NoneType' ? 'None' : type.replace('datetime.', '')));
  const often = seen < ownerSeen ? `, in ${seen} of ${ownerSeen}` : '';
  return `${named.join(' | ')}${often}${example === undefined ? '' : `, such as ${example}`}`;
}
