/** The bounds of a service: what a caller may ask of it. */
export interface Limits {
  /** Bytes of a body, unless its route says otherwise. */
  readonly bodyBytes: number;
  /** Bytes of one answer. */
  readonly resultBytes: number;
  /** Requests of one address in a second. */
  readonly requestsPerSecond: number;
  readonly connections: number;
  /** Until a connection on which nothing moves is cut, in milliseconds. */
  readonly connectionTimeout: number;
  /** Until a request has come in whole, in milliseconds. */
  readonly requestTimeout: number;
  /** Until work for one request is given up, in milliseconds. */
  readonly workTimeout: number;
  /** Between two signs of life on a stream of server-sent events, in milliseconds. */
  readonly heartbeat: number;
  /** Bytes that may wait for a slow reader of such a stream before it is cut off. */
  readonly pendingBytes: number;
  /** Bytes of new events that are kept for readers of the store's live tail who are slow or away. */
  readonly liveBytes: number;
  /** Open streams of server-sent events. */
  readonly streams: number;
  /** Live sessions. */
  readonly sessions: number;
  /** Until a session that nobody uses is ended, in milliseconds. */
  readonly idle: number;
  /** Of one session. */
  readonly breakpoints: number;
  /** Of one session. */
  readonly watches: number;
}

export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 1 << 20,
  resultBytes: 32 << 20,
  requestsPerSecond: 1_000,
  connections: 2_000,
  connectionTimeout: 60_000,
  requestTimeout: 30_000,
  workTimeout: 30_000,
  heartbeat: 15_000,
  pendingBytes: 1 << 20,
  liveBytes: 16 << 20,
  streams: 500,
  sessions: 100,
  idle: 30 * 60_000,
  breakpoints: 500,
  watches: 100,
};
