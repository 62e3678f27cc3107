/** What the user's code printed, in whole lines. */
export interface Printed {
  readonly text: string;
  readonly stream: 'stdout' | 'stderr';
}

export const NOTHING_PRINTED: readonly Printed[] = [];
