/** A query as it is kept and run: its text, and how it is called. */
export interface QueryText {
  readonly title: string;
  readonly text: string;
}

const LONGEST_TITLE = 60;

/** How a query is called: what its first comment says, else what it asks for. */
export function titleOf(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const first = lines.find((line) => line !== '');
  const comment = first?.startsWith('#') ? first.replace(/^#+\s*/, '') : '';
  const said = lines.filter((line) => line !== '' && !line.startsWith('#') && !/^(store|order|limit)\s*:/i.test(line));
  return clip(comment || said.join(' ').replaceAll(/\s+/g, ' '));
}

/** A title as the name of a file. */
export function fileNameOf(title: string): string {
  const name = title
    .replaceAll(/[^\p{L}\p{N} ._()'-]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return name
    .replace(/^[. ]+/, '')
    .slice(0, LONGEST_TITLE)
    .trim();
}

function clip(text: string): string {
  return text.length <= LONGEST_TITLE ? text : `${text.slice(0, LONGEST_TITLE - 1).trimEnd()}…`;
}
