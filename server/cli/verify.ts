import { Command } from '@commander-js/extra-typings';
import type { CommandMaker } from './command.ts';
export const verify: CommandMaker = () => new Command('verify');
