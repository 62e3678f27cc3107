import type { Route } from '../route.ts';
import { health } from './health.ts';
import { STORE_ROUTES } from './store/index.ts';

/** Every route of the service, in the order of the OpenAPI document. */
export const ROUTES: readonly Route[] = [health, ...STORE_ROUTES];
