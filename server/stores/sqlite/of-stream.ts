/**
 * Is a row of the stream? SQLite plans a statement anew for each value that is bound to `aggregate_id = ?` beside an ORDER
 * BY, or to a LIMIT, and that costs more than it then takes to read a row. Hence an expression here, and the limit as text.
 */
export const OF_STREAM = "aggregate_id = ? || ''";
