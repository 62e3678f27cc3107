import pg from 'pg';

/** What the driver's connection offers for COPY. */
interface CopyConnection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** Sends texts when the server asks for them. */
class CopyQuery extends pg.Query {
  readonly #chunks: Iterable<string>;

  constructor(command: string, chunks: Iterable<string>, done: (error: Error | undefined) => void) {
    super(command, done);
    this.#chunks = chunks;
  }

  handleCopyInResponse(connection: CopyConnection): void {
    for (const chunk of this.#chunks) connection.sendCopyFromChunk(Buffer.from(chunk));
    connection.endCopyFrom();
  }
}

/** `COPY … FROM STDIN` of rows in PostgreSQL's text format: all of them or none. */
export function copyIn(client: pg.ClientBase, command: string, chunks: Iterable<string>): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(new CopyQuery(command, chunks, (error) => (error ? reject(error) : resolve())));
  });
}

/** One row, with its line break. */
export function copyLine(values: readonly (string | null)[]): string {
  return `${values.map((value) => (value === null ? '\\N' : escaped(value))).join('\t')}\n`;
}

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escaped(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char]!);
}
