import { Command } from '@commander-js/extra-typings';
import type { CommandMaker } from './command.ts';
export const replay: CommandMaker = () => new Command('replay');
