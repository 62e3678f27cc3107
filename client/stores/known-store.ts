/** A store that the user added to a workspace. */
export interface KnownStore {
  readonly address: string;
  /** What the user calls it; its file or database gives the name otherwise. */
  readonly label?: string | undefined;
  /** Nothing is written to it. Stores are added so. */
  readonly readOnly: boolean;
  /** The user is asked before anything is written to it. */
  readonly production: boolean;
}

/** A store as it is added. */
export function addedStore(address: string, label?: string): KnownStore {
  return { address, ...(label && { label }), readOnly: true, production: false };
}

/** Reads the remembered list; what older versions wrote, addresses alone, too. An entry that cannot be read is left out. */
export function readKnownStores(remembered: unknown): KnownStore[] {
  if (!Array.isArray(remembered)) return [];
  return remembered.flatMap((entry) => readKnownStore(typeof entry === 'string' ? { address: entry } : entry) ?? []);
}

function readKnownStore(entry: unknown): KnownStore | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { address, label, readOnly = true, production = false } = entry as Record<keyof KnownStore, unknown>;
  if (typeof address !== 'string' || address === '') return undefined;
  if (typeof readOnly !== 'boolean' || typeof production !== 'boolean') return undefined;
  if (label === undefined) return { address, readOnly, production };
  return typeof label === 'string' && label !== '' ? { address, label, readOnly, production } : undefined;
}
