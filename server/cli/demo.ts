import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import type { CommandContext, CommandMaker } from './command.ts';
import { demoEvents } from './demo/demo-events.ts';
import { whatFileHolds } from './demo/what-file-holds.ts';
import { writeDemoStore } from './demo/write-demo-store.ts';
import { writeLaunchFile } from './demo/write-launch-file.ts';
import { JSON_OUTPUT } from './options.ts';
import { printJson } from './print-json.ts';
import { UsageError } from './usage-error.ts';

/** `event-replay demo`: a store to try the debugger on, with a bug to find, and launch configurations beside it. */
export const demo: CommandMaker = (context) =>
  new Command('demo')
    .description(
      'Makes a SQLite store with an afternoon of agents, tasks and workflows in which one bug hides, and .vscode/launch.json beside it. A demo store that is already there is kept as it is.',
    )
    .option('--out <file>', 'where the store goes', join('demo', 'events.db'))
    .option('--force', 'replace the store and the launch configurations, whatever is there')
    .addOption(JSON_OUTPUT)
    .action((options) => makeDemo(options, context));

async function makeDemo(
  { out, force, json }: { readonly out: string; readonly force?: true | undefined; readonly json?: true | undefined },
  context: CommandContext,
): Promise<void> {
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
  const isNew = found === 'nothing';
  if (isNew) await writeDemoStore(file, events, context.openStore);
  await writeLaunchFile(file, { replace: force === true });
  if (json) {
    printJson(context, { store: file, events: events.length, written: isNew });
    return;
  }
  context.print(
    isNew
      ? `Wrote ${events.length} events to ${out}; open the folder ${dirname(file)} in VS Code and press F5.`
      : `Kept the demo store ${out}; --force makes it anew.`,
  );
}
