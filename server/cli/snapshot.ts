import { Command } from '@commander-js/extra-typings';
import type { CommandMaker } from './command.ts';
export const snapshot: CommandMaker = () => new Command('snapshot');
