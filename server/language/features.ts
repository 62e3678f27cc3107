import type { Feature } from './feature.ts';
import { hoverFeature } from './features/hover.ts';

/** Every language feature that the server offers. */
export const FEATURES: readonly Feature[] = [hoverFeature];
