/** The language id of query documents. */
export const QUERY_LANGUAGE = 'event-query';
/** Longer texts are no queries. */
export const LONGEST_QUERY = 100_000;
