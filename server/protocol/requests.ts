import { BROWSE_REQUESTS } from './browse-requests.ts';
import { CAUSATION_REQUESTS } from './causation-requests.ts';
import { QUERY_REQUESTS } from './query-requests.ts';
import { STORE_REQUESTS } from './store-requests.ts';
import { STREAM_REQUESTS } from './stream-requests.ts';
import { TAKE_OUT_REQUESTS } from './take-out-requests.ts';

/** Every request that the client can send. The language server serves each of them with a handler of the same name. */
export const REQUESTS = {
  ...STORE_REQUESTS,
  ...BROWSE_REQUESTS,
  ...STREAM_REQUESTS,
  ...QUERY_REQUESTS,
  ...CAUSATION_REQUESTS,
  ...TAKE_OUT_REQUESTS,
} as const;

export type Requests = typeof REQUESTS;
export type RequestName = keyof Requests;
