import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Command } from './command.ts';
import { demoEvents } from './demo/demo-events.ts';
import { whatFileHolds } from './demo/what-file-holds.ts';
import { writeDemoStore } from './demo/write-demo-store.ts';
import { writeLaunchFile } from './demo/write-launch-file.ts';
import { parseOptions } from './parse-options.ts';
import { UsageError } from './usage-error.ts';

const OPTIONS = {
  out: { type: 'string', default: join('demo', 'events.db') },
  force: { type: 'boolean', default: false },
} as const;

/** `event-replay demo`: a store to try the debugger on, with a bug to find, and launch configurations beside it. */
export const demo: Command = {
  name: 'demo',
  summary: 'Make a demo store with a bug to find.',
  help: `Usage: event-replay demo [--out FILE] [--force]

Makes a SQLite store with an afternoon of agents, tasks and workflows in which one bug hides, and .vscode/launch.json
beside it. A demo store that is already there is kept as it is.

Options:
  --out FILE  where the store goes (default: ${OPTIONS.out.default})
  --force     replace the store and the launch configurations, whatever is there
  --help      show this text`,

  async run(args, context) {
    const { out, force } = parseOptions('demo', args, OPTIONS);
    if (out === '') throw new UsageError("--out must name a file, for example '--out demo/events.db'");
    const file = resolve(out);
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
      throw new UsageError(`'${out}' is a folder; --out must name a file, for example '${join(out, 'events.db')}'`);
    }
    const events = demoEvents();
    const found = force ? 'nothing' : await whatFileHolds(file, events, context.openStore);
    if (found === 'something else') {
      throw new UsageError(`'${out}' exists and is not a demo store; name another file, or add --force to replace it`);
    }
    if (found === 'nothing') await writeDemoStore(file, events, context.openStore);
    await writeLaunchFile(file, { replace: force });
    context.print(
      found === 'nothing'
        ? `Wrote ${events.length} events to ${out}; open the folder ${dirname(file)} in VS Code and press F5.`
        : `Kept the demo store ${out}; --force makes it anew.`,
    );
  },
};
