import { isIP } from 'node:net';
import { DomainError } from '../domain/errors.ts';
import { createService } from './create-service.ts';
import type { App } from './route.ts';
import type { ServiceOptions } from './service-options.ts';

export interface ListenOptions {
  /** This machine alone when left out. */
  readonly host?: string | undefined;
  /** The reference's, 8012, when left out; 0 for any that is free. */
  readonly port?: number | undefined;
}

/**
 * Starts a service; `url` is where it answers. Throws `bad-launch` for an address that others can reach when there is no
 * token, and when the address cannot be had.
 */
export async function startService(
  options: ServiceOptions,
  { host = '127.0.0.1', port = 8012 }: ListenOptions = {},
): Promise<{ readonly app: App; readonly url: string }> {
  if (options.token === undefined && !isLoopback(host)) {
    throw new DomainError('bad-launch', `Others can reach ${host}: set a token, or listen on 127.0.0.1`);
  }
  const app = await createService(options);
  try {
    return { app, url: await app.listen({ host, port }) };
  } catch (error) {
    await app.close();
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    const why = (error as Error).message;
    throw new DomainError('bad-launch', `The service cannot listen on ${host}, port ${port}: ${why}`, { cause: error });
  }
}

function isLoopback(host: string): boolean {
  if (host === 'localhost') return true;
  return isIP(host) === 4 ? host.startsWith('127.') : host === '::1';
}
