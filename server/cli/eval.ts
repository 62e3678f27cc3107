import { Command } from '@commander-js/extra-typings';
import type { CommandMaker } from './command.ts';
export const evalCommand: CommandMaker = () => new Command('eval');
