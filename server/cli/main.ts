#!/usr/bin/env node
import { nodeProblem } from '../stores/node-version.ts';
import { openStore } from '../stores/open-store.ts';
import { EXIT_CODES } from './exit-code.ts';
import { processContext } from './process-context.ts';
import { runCommandLine } from './run-command-line.ts';

const problem = nodeProblem();
if (problem) {
  console.error(`event-replay: ${problem}`);
  process.exitCode = EXIT_CODES.failed;
} else {
  process.exitCode = await runCommandLine(process.argv.slice(2), processContext(openStore));
}
