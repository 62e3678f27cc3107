#!/usr/bin/env node
import { nodeProblem } from '../stores/node-version.ts';
import { openStore } from '../stores/open-store.ts';
import { runCommandLine } from './run-command-line.ts';

const problem = nodeProblem();
if (problem) {
  console.error(`event-replay: ${problem}`);
  process.exitCode = 1;
} else {
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    openStore,
    print: (line) => console.log(line),
    printError: (line) => console.error(line),
    showProgress: process.stderr.isTTY ? (line) => process.stderr.write(`\r\u001b[K${line}`) : undefined,
  });
}
