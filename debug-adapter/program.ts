import { openStore } from '../server/stores/open-store.ts';
import { connect } from './connect.ts';
import { underFirstFlags } from './nursery.ts';

/** A process that has lived so long has used most of what it will use, in milliseconds. */
const SETTLED = 3_000;

/**
 * Serves the client that has started this process, or does what the command line says. `keepCompiled` is for the next
 * process, which starts sooner by what this one has compiled.
 */
export function run(keepCompiled?: () => void): void {
  if (keepCompiled) onceSettled(() => underFirstFlags(keepCompiled));
  // An editor starts it without arguments, and waits for it: what reads those is not loaded then.
  if (process.argv.length > 2) {
    void import('./command-line.ts').then(({ runCommandLine }) => runCommandLine(process.argv.slice(2), openStore));
  } else {
    connect(openStore, process.stdin, process.stdout, () => process.exit(0));
  }
}

/** Does something when there is time for it, at the latest before the process ends. */
function onceSettled(work: () => void): void {
  const settle = () => {
    clearTimeout(timer);
    process.off('exit', settle);
    work();
  };
  const timer = setTimeout(settle, SETTLED).unref();
  process.on('exit', settle);
}
