import { type ParseArgsConfig, parseArgs } from 'node:util';
import { messageOf } from '../domain/errors.ts';
import { UsageError } from './usage-error.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O; strict: true; allowPositionals: false }>
>['values'];

/** Reads a sub-command's options; whatever it does not know is a `UsageError`. */
export function parseOptions<const O extends Options>(command: string, args: readonly string[], options: O): Values<O> {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const [sentence] = messageOf(error).split('. ');
    throw new UsageError(`${sentence}; 'event-replay ${command} --help' lists the options`, { cause: error });
  }
}
