import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Container, Item } from './container.ts';

/** No container gives more than this many children to one request, whatever the client asks for. */
const MOST = 10_000;

/** The containers that a client may expand, by their references. References are valid until the next movement. */
export class Variables {
  #next = 1;
  #containers = new Map<number, Container>();

  /** Forgets all containers; their references are never used again. */
  forget(): void {
    this.#containers = new Map();
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
    return items.map((item) => this.#toVariable(item));
  }

  #toVariable({ name, value, type, evaluateName, container }: Item): DebugProtocol.Variable {
    return {
      name,
      value,
      ...(type && { type }),
      ...(evaluateName && { evaluateName }),
      ...this.announce(container),
    };
  }
}

interface Announcement {
  readonly variablesReference: number;
  readonly indexedVariables?: number;
  readonly namedVariables?: number;
}
