import { fileURLToPath } from 'node:url';

// Not imported: Node would load all that their modules only have to offer.
const { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = process.getBuiltinModule('node:fs');
const { createRequire } = process.getBuiltinModule('node:module');
const { Script } = process.getBuiltinModule('node:vm');

interface Loaded<Exports> {
  readonly program: Exports;
  /** Keeps what was compiled by now for other processes; undefined when they have it. */
  readonly keepCompiled: (() => void) | undefined;
}

/**
 * Loads a bundle that is a function of what a CommonJS module has, and with it what V8 compiled of it in an earlier
 * process: of a start, a third was compiling the same code again. Node's own cache keeps the functions that are compiled
 * at loading; this one all that were called. It lies beside the bundle, where nobody else can write; where we cannot
 * either, nothing is kept.
 */
export function loadProgram<Exports>(bundle: URL): Loaded<Exports> {
  const filename = fileURLToPath(bundle);
  const { size, mtimeMs } = statSync(filename);
  const folder = fileURLToPath(new URL('compile-cache', bundle));
  // V8 itself looks at no more of the bundle than its length.
  const cache = `${folder}/${[process.versions.v8, process.arch, size, Math.trunc(mtimeMs)].join('-')}`;
  const cachedData = attempt(() => readFileSync(cache));
  // It is ASCII, which is read faster as Latin-1.
  const script = new Script(readFileSync(filename, 'latin1'), { filename, ...(cachedData && { cachedData }) });
  const module = { exports: {} };
  script.runInThisContext()(module, createRequire(bundle), filename);
  const keepCompiled = () =>
    attempt(() => {
      mkdirSync(folder, { recursive: true });
      // Whoever reads it reads all of it.
      const part = `${cache}.${process.pid}`;
      writeFileSync(part, script.createCachedData());
      renameSync(part, cache);
    });
  return {
    program: module.exports as Exports,
    keepCompiled: script.cachedDataRejected === false ? undefined : keepCompiled,
  };
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
