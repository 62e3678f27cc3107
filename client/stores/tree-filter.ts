/** What the Stores view shows: as typed, and what that means. All that is given must hold. */
export interface TreeFilter {
  readonly text: string;
  /** Of ids: a glob of `*` and `?`, or a text that they contain. */
  readonly ids?: string;
  /** Of aggregate types: a name or a glob. */
  readonly types?: string;
  /** An expression over events. */
  readonly where?: string;
}

/**
 * Reads what was typed: `agent-*`, `type:task`, `type:task 78?`, `event_data.get('reward', 0) > 0.8`,
 * `agent-* where version > 3`. What has brackets, quotes or comparisons is an expression; ids have none of these.
 */
export function parseTreeFilter(typed: string): TreeFilter | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  const [, types, afterType = text] = /^type:(\S+)\s*(.*)$/s.exec(text) ?? [];
  const [, ids, named] = /^(?:(\S+)\s+)?where\s+(.+)$/s.exec(afterType) ?? [];
  const isExpression = named === undefined && /[()[\]<>='"]/.test(afterType);
  const where = named ?? (isExpression ? afterType : undefined);
  const wanted = where === undefined ? afterType : ids;
  return {
    text,
    ...(wanted ? { ids: wanted } : {}),
    ...(types === undefined ? {} : { types }),
    ...(where === undefined ? {} : { where }),
  };
}
