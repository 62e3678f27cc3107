import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

export interface DesktopVsCode {
  /** The `code` command. */
  readonly cli: string;
  /** The program itself, which test runs start directly. */
  readonly executable: string;
}

/** From the folder of the `code` command to the program, on each system. */
const PROGRAMS = ['../code', '../Code.exe', '../../../MacOS/Electron', '../../../MacOS/Code'];

/**
 * The desktop VS Code that VSCODE_EXECUTABLE names or whose `code` is on the PATH; undefined when there is none, or
 * no display to show it on. The `code` inside a remote terminal belongs to no program here and does not count.
 */
export function findDesktopVsCode(): DesktopVsCode | undefined {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return undefined;
  }
  const named = process.env.VSCODE_EXECUTABLE;
  if (named !== undefined) {
    return { cli: named, executable: named };
  }
  const command = process.platform === 'win32' ? 'code.cmd' : 'code';
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const cli = path.join(folder, command);
    const executable = existsSync(cli) ? programOf(realpathSync(cli)) : undefined;
    if (executable !== undefined) {
      return { cli, executable };
    }
  }
  return undefined;
}

function programOf(cli: string): string | undefined {
  return PROGRAMS.map((program) => path.resolve(path.dirname(cli), program)).find(existsSync);
}
