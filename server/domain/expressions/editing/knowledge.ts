import { emptyShape, type Shape } from './shape.ts';

/** What completion knows of the events at hand. */
export interface Knowledge {
  readonly event_data: Shape;
  readonly metadata: Shape;
  readonly state: Shape;
  /** The fields of the event itself that are texts. */
  readonly event: Shape;
  /** The payloads of each type, by its qualified name. */
  readonly byType: Map<string, { readonly bare: string; readonly shape: Shape }>;
  /** The types in the spelling of the store. */
  readonly eventTypes: Set<string>;
  /** What the expression itself names: `x` in `any(x > 1 for x in …)`. Undefined is what nothing is known of. */
  readonly variables: ReadonlyMap<string, Shape | undefined>;
  /** How many fields more are taken in, over all. */
  readonly room: { left: number };
}

const MOST_SHAPES = 5_000;

export function nothingKnown(): Knowledge {
  return {
    event_data: emptyShape(),
    metadata: emptyShape(),
    state: emptyShape(),
    event: emptyShape(),
    byType: new Map(),
    eventTypes: new Set(),
    variables: new Map(),
    room: { left: MOST_SHAPES },
  };
}
