import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { DomainError } from '../domain/errors.ts';
import type { Projection } from './projection.ts';
import { Runner } from './runner/runner.ts';
import { nodeRunner, pythonRunner, type RunnerCommand } from './runner/runner-command.ts';
import type { OnOutput } from './runner/runner-process.ts';
import { shallowMerge } from './shallow-merge.ts';
import { Upcasters } from './upcasters.ts';
import { UserProjection } from './user-projection.ts';

export interface ProjectionOptions {
  /** `projections/agent.ts`, or a function of a Python file: `projections/agent.py:apply_event_to_state`. */
  readonly projection?: string | undefined;
  /** The paths of modules that export `upcasters`. */
  readonly upcasters?: readonly string[] | undefined;
  /** The folder from which relative paths lead, and in which the code runs. */
  readonly baseFolder: string;
  /** The Python to use; the one on the PATH when left out. */
  readonly python?: string | undefined;
  /**
   * Called with whole lines, a bounded number in a second, that the user's code printed while it was loaded, past its
   * language (a subprocess), or on an event that it does not return from. The rest is `printed` of its event.
   */
  readonly onOutput: OnOutput;
  /** Gives up loading. */
  readonly signal?: AbortSignal | undefined;
}

const MODULE = /\.[cm]?[jt]s$/i;
const PYTHON = /^(.*\.py)(?::(\w+))?$/is;

/**
 * Starts the user's code afresh, so that what was changed in it counts. To be closed. Throws `bad-launch` when there is
 * nothing to load, `projection-failed` when loading fails, `cancelled`.
 */
export async function loadProjection(options: ProjectionOptions): Promise<Projection> {
  const { projection, upcasters = [] } = options;
  const fold = projection === undefined ? shallowMerge : await loadFold(projection, options);
  if (upcasters.length === 0) return fold;
  try {
    return withUpcasters(fold, await loadUpcasters(upcasters, options));
  } catch (error) {
    await fold.close?.();
    throw error;
  }
}

async function loadFold(named: string, options: ProjectionOptions): Promise<Projection> {
  const [, script, wanted] = PYTHON.exec(named) ?? [];
  const file = find(script ?? named, `The projection '${named}'`, options);
  if (script !== undefined) {
    const name = wanted ?? 'apply_event_to_state';
    const python = options.python ?? (process.platform === 'win32' ? 'python' : 'python3');
    const command = pythonRunner(python, file, name, options.baseFolder);
    return startFold(`${path.basename(file)}:${name}`, command, options, true);
  }
  if (!MODULE.test(file)) {
    const accepted = 'a .ts, .js or .mjs module, or a function of a Python file (agent.py:apply_event_to_state)';
    throw new DomainError('bad-launch', `The projection '${named}' must be ${accepted}`);
  }
  return startFold(path.basename(file), nodeRunner('fold', [file], options.baseFolder), options, false);
}

async function startFold(name: string, command: RunnerCommand, options: ProjectionOptions, hasFloats: boolean) {
  const runner = new Runner(`projection '${name}'`, command, options.onOutput);
  return new UserProjection(name, runner, await runner.start(signalOf(options)), hasFloats);
}

async function loadUpcasters(named: readonly string[], options: ProjectionOptions): Promise<Upcasters> {
  const files = named.map((each) => {
    if (MODULE.test(each)) return find(each, `The upcasters '${each}'`, options);
    throw new DomainError('bad-launch', `The upcasters '${each}' must be a .ts, .js or .mjs module`);
  });
  const names = files.map((file) => `'${path.basename(file)}'`).join(', ');
  const command = nodeRunner('lift', files, options.baseFolder);
  const runner = new Runner(`upcasters ${names}`, command, options.onOutput, 'An upcaster');
  return new Upcasters(runner, await runner.start(signalOf(options)));
}

/** Lifts the events first; the projection sees the newest shapes only. */
function withUpcasters(fold: Projection, upcasters: Upcasters): Projection {
  const both = `${fold.fingerprint ?? fold.name} ${upcasters.fingerprint}`;
  return {
    name: fold.name,
    fingerprint: createHash('sha256').update(both).digest('hex'),
    initialState: () => fold.initialState(),
    apply: (state, event, overwritten) => fold.apply(state, event, overwritten),
    prepare: async (events, stateOf, signal) => {
      const lifted = await upcasters.lift(events, signal);
      return fold.prepare ? fold.prepare(lifted, stateOf, signal) : lifted;
    },
    printed: (event) => [...upcasters.printed(event), ...(fold.printed?.(event) ?? [])],
    close: async () => {
      await Promise.all([fold.close?.(), upcasters.close()]);
    },
  };
}

function find(named: string, what: string, { baseFolder }: ProjectionOptions): string {
  const file = path.resolve(baseFolder, named);
  if (existsSync(file) && statSync(file).isFile()) return file;
  throw new DomainError('bad-launch', `${what} does not exist: there is no file ${file}`);
}

function signalOf({ signal }: ProjectionOptions): AbortSignal {
  return signal ?? new AbortController().signal;
}
