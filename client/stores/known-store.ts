import * as z from 'zod';

/** A store that the user added to a workspace. */
export const KnownStore = z.object({
  address: z.string().min(1),
  /** What the user calls it; its file or database gives the name otherwise. */
  label: z.string().min(1).optional(),
  /** Nothing is written to it. Stores are added so. */
  readOnly: z.boolean().default(true),
  /** The user is asked before anything is written to it. */
  production: z.boolean().default(false),
});
export type KnownStore = z.output<typeof KnownStore>;

/** Reads the remembered list; what older versions wrote, addresses alone, too. An entry that cannot be read is left out. */
export function readKnownStores(remembered: unknown): KnownStore[] {
  if (!Array.isArray(remembered)) return [];
  return remembered.flatMap((entry) => {
    const { data } = KnownStore.safeParse(typeof entry === 'string' ? { address: entry } : entry);
    return data ? [data] : [];
  });
}
