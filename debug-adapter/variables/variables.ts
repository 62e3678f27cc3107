import type { DebugProtocol } from '@vscode/debugprotocol';
import type { StreamPlace } from '../../server/replay/event-log.ts';
import { statePathOf } from '../state-reference.ts';
import type { Container, Item } from './container.ts';

/** No container gives more than this many children to one request, whatever the client asks for. */
const MOST = 10_000;

/** The containers that a client may expand, by their references. References are valid until the next movement. */
export class Variables {
  readonly #allowsWhatIf: boolean;
  #next = 1;
  #containers = new Map<number, Container>();
  /** Containers whose values were set by events: the states as of an event, and what is below them. */
  #states = new WeakMap<Container, ShownState>();
  /** The rows under those, by the reference of where they were set. */
  #parts = new Map<number, StatePart>();

  constructor(allowsWhatIf: boolean) {
    this.#allowsWhatIf = allowsWhatIf;
  }

  /** Forgets all containers; their references are never used again. */
  forget(): void {
    this.#containers = new Map();
    this.#parts = new Map();
  }

  /** The expression that yields a row of a container. */
  async evaluateNameOf(variablesReference: number, name: string): Promise<string | undefined> {
    const container = this.#containers.get(variablesReference);
    for (let start = 0; container && start < container.size; start += MOST) {
      const found = (await container.children(start, MOST)).find((item) => item.name === name);
      if (found) return found.evaluateName;
    }
    return undefined;
  }

  /** Is it of this stop? */
  knows(variablesReference: number): boolean {
    return this.#containers.has(variablesReference);
  }

  /** The part of a state that a value's location means; undefined for those of an earlier stop. */
  partOf(locationReference: number): StatePart | undefined {
    return this.#parts.get(locationReference);
  }

  /** The state that a container shows, or a part of it; undefined for other containers. */
  stateOf(variablesReference: number): StreamPlace | undefined {
    const container = this.#containers.get(variablesReference);
    return container && this.#states.get(container)?.asOf;
  }

  /**
   * As `announce`, for the state after an event: its values link to the events that set them. Those of a stream that is
   * replayed may be said to be otherwise.
   */
  announceState(container: Container, asOf: StreamPlace, isReplayed: boolean): Announcement {
    this.#states.set(container, { asOf, isEditable: isReplayed && this.#allowsWhatIf });
    return this.announce(container);
  }

  /** The fields that announce a container: its reference and, where it is read in pages, how many children it has. */
  announce(container: Container | undefined): Announcement {
    if (!container) return { variablesReference: 0 };
    const variablesReference = this.#next++;
    this.#containers.set(variablesReference, container);
    return { variablesReference, ...(container.isPaged && { indexedVariables: container.size }) };
  }

  /** The children of a container. A reference of an earlier stop has none. */
  async children({ variablesReference, filter, start, count }: DebugProtocol.VariablesArguments) {
    const container = this.#containers.get(variablesReference);
    if (!container) return [];
    if (filter && (filter === 'indexed') !== container.isPaged) return [];
    const first = Math.max(0, start ?? 0);
    const wanted = count || Math.max(0, container.size - first);
    const items = await container.children(first, Math.min(wanted, MOST));
    const rows = items.map((item) => this.#toVariable(item, this.#states.get(container)));
    return wanted > MOST ? [...rows, more(container.size - first - MOST)] : rows;
  }

  #toVariable({ name, value, type, evaluateName, container }: Item, shown?: ShownState): DebugProtocol.Variable {
    if (container && shown) this.#states.set(container, shown);
    return {
      name,
      value,
      ...(type && { type }),
      ...(evaluateName && { evaluateName }),
      ...(evaluateName && shown && this.#ofState(evaluateName, shown.asOf)),
      ...(!shown?.isEditable && { presentationHint: { attributes: ['readOnly'] } }),
      ...this.announce(container),
    };
  }

  /** The link to where it was set; and for VS Code the name by which its menus know such rows. */
  #ofState(evaluateName: string, asOf: StreamPlace) {
    const path = statePathOf(evaluateName);
    if (path === undefined) return undefined;
    const valueLocationReference = this.#next++;
    this.#parts.set(valueLocationReference, { path, asOf });
    return { valueLocationReference, __vscodeVariableMenuContext: 'state' };
  }
}

/** Says that there are more rows than one answer gives. */
function more(count: number): DebugProtocol.Variable {
  const value = `${count.toLocaleString('en-US')} more: ask for one by its key in the console`;
  return { name: '…', value, variablesReference: 0, presentationHint: { attributes: ['readOnly'] } };
}

/** A state that is shown, or a part of it: the event as of which it is, and whether it may be said to be otherwise. */
interface ShownState {
  readonly asOf: StreamPlace;
  readonly isEditable: boolean;
}

/** A part of the state as of an event. */
export interface StatePart {
  readonly path: string;
  readonly asOf: StreamPlace;
}

interface Announcement {
  readonly variablesReference: number;
  readonly indexedVariables?: number;
}
