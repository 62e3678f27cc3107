import type { PlacedEvent } from '../../server/protocol/causation-requests.ts';

/** What the Causation view shows, as plain data; `causation-item.ts` says how it looks. */
export type CausationNode = CausalEventNode | CausationNote;

/** An event, and where it stands to the one that was chosen. Commands on events take it. */
export interface CausalEventNode extends PlacedEvent {
  readonly kind: 'event';
  readonly store: string;
  readonly role: 'cause' | 'chosen' | 'effect';
  /** Where it is in the tree: the same event can be there twice. */
  readonly path: readonly string[];
}

/** A sentence in place of events. */
export interface CausationNote {
  readonly kind: 'note';
  readonly path: readonly string[];
  readonly text: string;
  readonly failed: boolean;
  /** A click shows more. */
  readonly more?: 'causes' | CausalEventNode;
}
