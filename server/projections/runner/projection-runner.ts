import { isMainThread, Worker } from 'node:worker_threads';
import { serve } from './serve.ts';

/** The process that runs the user's modules: `projection-runner fold FILE` or `projection-runner lift FILE…`. */
if (isMainThread) {
  // The main thread is the user's, and may spin: the watch over the parent has a thread of its own.
  new Worker(new URL(import.meta.url)).unref();
  const [task, ...files] = process.argv.slice(2);
  try {
    await serve(task as 'fold' | 'lift', files);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  }
} else {
  const parent = process.ppid;
  setInterval(() => {
    if (!isAlive(parent)) process.kill(process.pid, 'SIGKILL');
  }, 1_000);
}

function isAlive(parent: number): boolean {
  if (process.ppid !== parent) return false;
  try {
    return process.kill(parent, 0);
  } catch {
    return false;
  }
}
