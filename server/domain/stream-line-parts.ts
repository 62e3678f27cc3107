/** Version, timestamp and type, each set apart by two spaces; then the payload. */
const HEAD = /^( *\S+) {2}(\S+) {2}(\S+) *(?: {2}|$)/;

/** A part of a line, from one character to the one before another. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface StreamLineParts {
  readonly version: Span;
  readonly timestamp: Span;
  readonly type: Span;
  readonly payload: Span;
}

/** What stands where in a line of a stream document; undefined for any other line. */
export function partsOfLine(line: string): StreamLineParts | undefined {
  const head = HEAD.exec(line);
  if (!head) return undefined;
  const [whole, version, timestamp, type] = head as unknown as [string, string, string, string];
  const afterVersion = version.length + 2;
  const afterTimestamp = afterVersion + timestamp.length + 2;
  return {
    version: { start: version.search(/\S/), end: version.length },
    timestamp: { start: afterVersion, end: afterVersion + timestamp.length },
    type: { start: afterTimestamp, end: afterTimestamp + type.length },
    payload: { start: whole.length, end: line.length },
  };
}
