/** How a person named a store. */
export interface StoreSource {
  /** May hold a password. */
  readonly uri: string;
  /** Where a relative path starts. */
  readonly baseFolder?: string | undefined;
  /** What to call it, when its own name would not say much. */
  readonly label?: string;
}
