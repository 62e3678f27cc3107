import { spawnSync } from 'node:child_process';
import { bin, root } from './project.ts';

/** Formats everything and repairs what the linter can repair. */
const { status } = spawnSync(`${bin('biome')} check --write .`, { cwd: root, shell: true, stdio: 'inherit' });
process.exitCode = status ?? 1;
