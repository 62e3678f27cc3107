import { createServer } from 'node:net';

/** How many ports after the first are tried. */
const TRIES = 50;

/** The first port from this one on that nobody listens on, on the loopback address. */
export async function freePortFrom(first: number): Promise<number> {
  for (let port = first; port < first + TRIES; port += 1) {
    if (await isFree(port)) {
      return port;
    }
  }
  throw new Error(`The ports ${first} to ${first + TRIES - 1} are all taken: name a free one with '--port N'.`);
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
