/** What has no line break by then is cut into lines. */
const LONGEST_LINE = 10_000;

/** Turns chunks of text into whole lines, none of them longer than anybody reads. */
export class WholeLines {
  #rest = '';

  add(chunk: string): string[] {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop()!;
    if (this.#rest.length > LONGEST_LINE) {
      lines.push(this.#rest);
      this.#rest = '';
    }
    return lines.map(clip);
  }

  /** What is left, as a line. */
  end(): string[] {
    const rest = this.#rest;
    this.#rest = '';
    return rest === '' ? [] : [clip(rest)];
  }
}

function clip(line: string): string {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  return text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}…` : text;
}
