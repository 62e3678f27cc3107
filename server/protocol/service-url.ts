import type { AttachArguments } from './attach-arguments.ts';

/** The way to a session's debug adapter: an HTTP request that is upgraded to this protocol. */
export const DEBUG_ADAPTER_PROTOCOL = 'dap';

/** Where a service answers unless it is told otherwise. */
export const DEFAULT_SERVICE = 'http://127.0.0.1:8012';

/** Where the debug adapter of a session answers. */
export function debugAdapterUrl({ service, sessionId }: Pick<AttachArguments, 'service' | 'sessionId'>): URL {
  return serviceUrl(service, `sessions/${encodeURIComponent(sessionId)}/debug-adapter`);
}

/** A path below a service, which may itself stand below a path. */
export function serviceUrl(service: string, path: string): URL {
  return new URL(path, service.endsWith('/') ? service : `${service}/`);
}

/** Does the service run on this machine, where its stores can be opened by name? */
export function isLocalService(service: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(service).hostname);
}
