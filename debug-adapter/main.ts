import { loadProgram } from './load-program.ts';

if (import.meta.url.endsWith('.js')) {
  // In the package the program is a bundle beside this one.
  const bundle = new URL('debug-adapter-program.cjs', import.meta.url);
  const { program, keepCompiled } = loadProgram<typeof import('./program.ts')>(bundle);
  program.run(keepCompiled);
} else {
  const { run } = await import('./program.ts');
  run();
}
