import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { JsonValue } from '../../domain/json.ts';
import { toJsonText } from '../../domain/json-text.ts';
import { Pace } from '../../replay/pace.ts';
import { exportSession } from '../../replay/session-file.ts';
import type { LiveSession } from './live-session.ts';

/** The end of a service does not wait longer for the state of one session, in milliseconds. */
const PATIENCE = 10_000;

/** Writes a session that stands still as a session file that is named after it: whole, or not at all. */
export async function saveSession({ id, replay }: LiveSession, folder: string): Promise<void> {
  const pace = new Pace(undefined, AbortSignal.timeout(PATIENCE));
  await replay.look(pace);
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${id}.json`);
  const text = toJsonText((await exportSession(replay, pace)) as unknown as JsonValue);
  await writeFile(`${file}.part`, `${text}\n`);
  await rename(`${file}.part`, file);
}
