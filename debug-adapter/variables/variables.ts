import type { DebugProtocol } from '@vscode/debugprotocol';
import { statePathOf } from '../state-reference.ts';
import type { Container, Item } from './container.ts';

/** No container gives more than this many children to one request, whatever the client asks for. */
const MOST = 10_000;

/** The containers that a client may expand, by their references. References are valid until the next movement. */
export class Variables {
  #next = 1;
  #containers = new Map<number, Container>();
  /** Containers whose values have a place where they were set: the current state, and what is below it. */
  #placed = new WeakSet<Container>();
  /** The expressions of rows, by the reference of that place. */
  #places = new Map<number, string>();

  /** Forgets all containers; their references are never used again. */
  forget(): void {
    this.#containers = new Map();
    this.#places = new Map();
  }

  /** The expression that yields a row of a container. */
  async evaluateNameOf(variablesReference: number, name: string): Promise<string | undefined> {
    const container = this.#containers.get(variablesReference);
    const items = (await container?.children(0, Math.min(container.size, MOST))) ?? [];
    return items.find((item) => item.name === name)?.evaluateName;
  }

  /** The part of the state that a value's location means; undefined for those of an earlier stop. */
  pathOf(locationReference: number): string | undefined {
    return statePathOf(this.#places.get(locationReference) ?? '');
  }

  /** As `announce`, for the current state: its values link to the events that set them. */
  announceState(container: Container): Announcement {
    this.#placed.add(container);
    return this.announce(container);
  }

  /** The fields that announce a container: its reference and how many children it has. */
  announce(container: Container | undefined): Announcement {
    if (!container) return { variablesReference: 0 };
    const variablesReference = this.#next++;
    this.#containers.set(variablesReference, container);
    const count = container.isPaged ? { indexedVariables: container.size } : { namedVariables: container.size };
    return { variablesReference, ...count };
  }

  /** The children of a container. A reference of an earlier stop has none. */
  async children({ variablesReference, filter, start, count }: DebugProtocol.VariablesArguments) {
    const container = this.#containers.get(variablesReference);
    if (!container) return [];
    if (filter && (filter === 'indexed') !== container.isPaged) return [];
    const first = Math.max(0, start ?? 0);
    const items = await container.children(first, Math.min(count || container.size - first, MOST));
    return items.map((item) => this.#toVariable(item, this.#placed.has(container)));
  }

  #toVariable({ name, value, type, evaluateName, container }: Item, isPlaced: boolean): DebugProtocol.Variable {
    if (container && isPlaced) this.#placed.add(container);
    return {
      name,
      value,
      ...(type && { type }),
      ...(evaluateName && { evaluateName }),
      ...(evaluateName && isPlaced && this.#ofState(evaluateName)),
      ...this.announce(container),
    };
  }

  /** The link to where it was set; and for VS Code the name by which its menus know such rows. */
  #ofState(evaluateName: string) {
    const valueLocationReference = this.#next++;
    this.#places.set(valueLocationReference, evaluateName);
    return { valueLocationReference, __vscodeVariableMenuContext: 'state' };
  }
}

interface Announcement {
  readonly variablesReference: number;
  readonly indexedVariables?: number;
  readonly namedVariables?: number;
}
