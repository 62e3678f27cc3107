#!/usr/bin/env node
import { openStore } from '../stores/open-store.ts';
import { runCommandLine } from './run-command-line.ts';

process.exitCode = await runCommandLine(process.argv.slice(2), {
  openStore,
  print: (line) => console.log(line),
  printError: (line) => console.error(line),
});
