import type { Route } from '../route.ts';
import { health } from './health.ts';

/** Every route of the service, in the order of the OpenAPI document. */
export const ROUTES: readonly Route[] = [health];
