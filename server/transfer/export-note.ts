import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import * as z from 'zod';

/** How far an export has come. */
const ExportNote = z.object({
  /** What is exported. */
  of: z.string(),
  /** So many bytes of the file are sound; what is behind them was being written when the export was interrupted. */
  bytes: z.int().min(0),
  events: z.int().min(0),
  cursor: z.string().optional(),
});
export type ExportNote = z.infer<typeof ExportNote>;

export function noteFile(file: string): string {
  return `${file}.resume`;
}

/** Undefined when there is no export to go on with: no note, or no file that has what the note says. */
export async function readNote(file: string): Promise<ExportNote | undefined> {
  try {
    const note = ExportNote.parse(JSON.parse(await readFile(noteFile(file), 'utf8')));
    return (await stat(file)).size >= note.bytes ? note : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces the note in one go: an interruption leaves the old one or the new one. */
export async function writeNote(file: string, note: ExportNote): Promise<void> {
  await writeFile(`${noteFile(file)}.new`, JSON.stringify(note));
  await rename(`${noteFile(file)}.new`, noteFile(file));
}
