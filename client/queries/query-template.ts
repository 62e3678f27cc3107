/** What a new query begins with: everything that can be said, ready to be changed. `expression` is what is asked for at first. */
export function queryTemplate(store: string | undefined, expression?: string): string {
  const head = ['# ', ...(store === undefined ? [] : [`store: ${store}`]), 'order: newest first', 'limit: 100'];
  return `${head.join('\n')}\n\n${expression ?? ''}`;
}

/** The events of one aggregate, as an expression: its id can hold any character. */
export function ofAggregate(aggregateId: string): string {
  const quoted = JSON.stringify(aggregateId).replaceAll(/[\u2028\u2029]/g, (character) =>
    character === '\u2028' ? '\\u2028' : '\\u2029',
  );
  return `aggregate_id == ${quoted}`;
}
