import { findNodeAtLocation, getLocation, getNodeValue, type Node, parseTree } from 'jsonc-parser';
import { DEBUG_TYPE } from './debug-type.ts';

const ATTRIBUTES = ['store', 'aggregateId', 'aggregateIds', 'correlationId'] as const;

/** A value of a launch configuration that is being written. */
export interface LaunchValue {
  readonly attribute: (typeof ATTRIBUTES)[number];
  /** What stands before the cursor, without its quote. */
  readonly prefix: string;
  /** What a completion replaces: the string with its quotes, or nothing where none was begun. */
  readonly start: number;
  readonly end: number;
  /** The store that the same configuration names, as it is written there. */
  readonly store: string | undefined;
}

/** What is written at a place of a launch.json; undefined where it is nothing that stores know of. */
export function launchValueAt(text: string, offset: number): LaunchValue | undefined {
  const { path, isAtPropertyKey, previousNode } = getLocation(text, offset);
  const [list, index, name, item] = path;
  const attribute = ATTRIBUTES.find((each) => each === name);
  if (isAtPropertyKey || list !== 'configurations' || !attribute) return undefined;
  if (attribute === 'aggregateIds' ? typeof item !== 'number' : path.length !== 3) return undefined;
  const root = parseTree(text);
  const configuration = root && findNodeAtLocation(root, [list, index!]);
  if (!configuration || attributeOf(configuration, 'type') !== DEBUG_TYPE) return undefined;
  const written = previousNode?.type === 'string' && isAround(previousNode, offset) ? previousNode : undefined;
  const start = written?.offset ?? offset;
  const end = written ? written.offset + written.length : offset;
  const store = attributeOf(configuration, 'store');
  const prefix = written ? text.slice(start + 1, offset) : '';
  return { attribute, prefix, start, end, store: typeof store === 'string' ? store : undefined };
}

function attributeOf(configuration: Node, name: string): unknown {
  const node = findNodeAtLocation(configuration, [name]);
  return node && getNodeValue(node);
}

/** Behind the closing quote the string is over; one that was not closed ends with its line. */
function isAround({ offset: start, length }: Node, offset: number): boolean {
  return offset > start && offset <= start + length;
}
