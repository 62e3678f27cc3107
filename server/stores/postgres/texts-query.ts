import type pg from 'pg';

/** A row as it comes over the wire: a text or NULL for each column, in the order in which they were selected. */
export type Texts = readonly (string | null)[];

/** What the driver's connection offers to queries of one's own. */
interface Wire {
  readonly stream: pg.Connection['stream'];
  /** The texts of what was prepared on it, by their names. */
  readonly parsedStatements: Readonly<Record<string, string>>;
  parse(statement: { readonly name?: string | undefined; readonly text: string }): void;
  bind(values: { readonly statement?: string | undefined; readonly values: Texts }): void;
  execute(portal: object): void;
  sync(): void;
}

/**
 * Statements that go to the server together, and their rows as the driver takes them off the wire. No more than the
 * first has a name. What the columns are is not asked: that is known to whoever wrote the SQL.
 */
export class TextsQuery implements pg.Submittable {
  readonly results: Texts[][] = [];
  readonly #statements: readonly pg.QueryConfig[];
  #rows: Texts[] = [];
  /** The driver puts it here. */
  callback: ((error?: Error) => void) | undefined;
  /** By these the driver notes that the statement was prepared. */
  readonly name: string | undefined;
  readonly text: string;

  constructor(statements: readonly pg.QueryConfig[]) {
    this.#statements = statements;
    this.name = statements[0]!.name;
    this.text = statements[0]!.text;
  }

  submit(connection: unknown): void {
    const wire = connection as Wire;
    wire.stream.cork();
    for (const { name, text, values = [] } of this.#statements) {
      if (name === undefined || wire.parsedStatements[name] === undefined) wire.parse({ name, text });
      wire.bind({ statement: name, values: values.map(toText) });
      wire.execute({});
    }
    wire.sync();
    wire.stream.uncork();
  }

  handleDataRow({ fields }: { readonly fields: Texts }): void {
    this.#rows.push(fields);
  }

  handleCommandComplete(): void {
    this.results.push(this.#rows);
    this.#rows = [];
  }

  handleReadyForQuery(): void {
    this.callback?.();
  }

  handleError(error: Error): void {
    this.callback?.(error);
  }
}

/** A value as the server reads it. */
function toText(value: unknown): string | null {
  if (isMissing(value)) return null;
  return Array.isArray(value) ? `{${value.map(toItem).join(',')}}` : String(value);
}

function toItem(value: unknown): string {
  return isMissing(value) ? 'NULL' : `"${String(value).replace(/["\\]/g, '\\$&')}"`;
}

/** Callers in JavaScript leave out what is not there. */
function isMissing(value: unknown): boolean {
  return value === null || value === undefined;
}
