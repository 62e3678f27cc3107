import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { SUPPORT } from './cast.ts';

/** Writes `.vscode/launch.json` beside the store. One that is there may hold its reader's own work: it is kept. */
export async function writeLaunchFile(storeFile: string, { replace }: { replace: boolean }): Promise<void> {
  const folder = join(dirname(storeFile), '.vscode');
  const file = join(folder, 'launch.json');
  if (existsSync(file) && !replace) return;
  await mkdir(folder, { recursive: true });
  const launch = { version: '0.2.0', configurations: launchConfigurations(basename(storeFile)) };
  await writeFile(file, `${JSON.stringify(launch, undefined, 2)}\n`);
}

function launchConfigurations(storeName: string): readonly object[] {
  const replay = { type: 'event-replay', request: 'launch', store: `\${workspaceFolder}/${storeName}` };
  return [
    { name: 'Replay the support agent', ...replay, aggregateId: SUPPORT.id },
    { name: 'Replay the support agent from 17:30', ...replay, aggregateId: SUPPORT.id, at: '2025-09-19T17:30:00Z' },
    { name: 'Replay task-789', ...replay, aggregateId: 'task-789' },
  ];
}
