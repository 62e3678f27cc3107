import { parseArgs } from 'node:util';

export const DEFAULT_PORT = 8123;

export const USAGE = `npm start                    builds, makes a demo store, and opens VS Code on it
npm start -- --server        in the browser, even where a desktop VS Code is installed
npm start -- --port N        serve on this port (default: ${DEFAULT_PORT}, or the next free one); implies --server
npm start -- --no-open       start no browser, only print the address
npm start -- --help          shows this`;

export interface StartOptions {
  readonly help: boolean;
  readonly open: boolean;
  readonly server: boolean;
  /** Undefined unless the user named one. */
  readonly port: number | undefined;
}

/** Reads the command line. Throws an Error whose message says what is wrong with it. */
export function readStartOptions(args: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      server: { type: 'boolean', default: false },
      port: { type: 'string' },
    },
  });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65_535)) {
    throw new Error(`--port must be a number from 1 to 65535, not '${values.port}'.`);
  }
  return { help: values.help, open: !values['no-open'], server: values.server || port !== undefined, port };
}
