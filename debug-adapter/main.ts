import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Of a start, half was compiling the same code again. What was compiled is kept beside the package's own files, which nobody
// else can write to; where we cannot either, nothing is kept.
if (import.meta.url.endsWith('.js')) enableCompileCache(fileURLToPath(new URL('compile-cache', import.meta.url)));

const { openStore } = await import('../server/stores/open-store.ts');
// An editor starts it without arguments, and waits for it: what reads those is not loaded then.
if (process.argv.length > 2) {
  const { runCommandLine } = await import('./command-line.ts');
  runCommandLine(process.argv.slice(2), openStore);
} else {
  const { connect } = await import('./connect.ts');
  connect(openStore, process.stdin, process.stdout, () => process.exit(0));
}
