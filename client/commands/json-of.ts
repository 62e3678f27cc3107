import type { Backend } from '../backend.ts';
import { countOf } from '../count-of.ts';
import type { AggregateNode, EventNode } from '../stores/tree-node.ts';

/** An event, or the events of an aggregate, as JSON; the remark says when these are not all. */
export async function jsonOf(
  backend: Backend,
  node: AggregateNode | EventNode,
): Promise<{ json: string; remark?: string }> {
  const { store, aggregateId } = node;
  if (node.kind === 'event') return backend.request('getEvent', { store, aggregateId, position: node.position });
  const { json, copied, total } = await backend.request('streamJson', { store, aggregateId });
  if (copied === total) return { json };
  return { json, remark: `Only the first ${countOf(copied, 'event')} of ${total} were copied.` };
}
