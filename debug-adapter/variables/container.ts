/** One row of the Variables view. */
export interface Item {
  readonly name: string;
  readonly value: string;
  /** A Python type: `int`, `dict` … */
  readonly type?: string | undefined;
  /** The expression that yields the value; undefined when none does. */
  readonly evaluateName?: string | undefined;
  readonly container?: Container | undefined;
}

/** Something that can be expanded. */
export interface Container {
  readonly size: number;
  /** Paged containers are announced as indexed, the only children that VS Code asks for page by page. */
  readonly isPaged: boolean;
  children(start: number, count: number): readonly Item[] | Promise<readonly Item[]>;
}

/** A container of few items, which are made when they are first looked at. */
export function listOf(make: () => readonly Item[]): Container {
  let made: readonly Item[] | undefined;
  const items = () => {
    made ??= make();
    return made;
  };
  return {
    get size() {
      return items().length;
    },
    isPaged: false,
    children: (start, count) => items().slice(start, start + count),
  };
}
