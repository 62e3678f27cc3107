import type { QueryOrder, QueryPlace } from '../query-cursor.ts';

/** What a query wants, checked. */
export interface PageRequest {
  readonly order: QueryOrder;
  readonly after: QueryPlace | undefined;
  readonly offset: number;
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
}
