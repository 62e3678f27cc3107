#!/usr/bin/env node
import { nodeProblem } from '../stores/node-version.ts';
import type { CommandContext } from './command.ts';
import { EXIT_CODES } from './exit-code.ts';
import { processContext } from './process-context.ts';
import { runCommandLine } from './run-command-line.ts';

/** Stores are loaded when one is opened: help and complaints need none. */
const openStore: CommandContext['openStore'] = async (uri, options) =>
  (await import('../stores/open-store.ts')).openStore(uri, options);

const problem = nodeProblem();
if (problem) {
  console.error(`event-replay: ${problem}`);
  process.exitCode = EXIT_CODES.failed;
} else {
  process.exitCode = await runCommandLine(process.argv.slice(2), processContext(openStore));
}
