import { DomainError } from '../../server/domain/errors.ts';
import { ADAPTER_REQUESTS } from '../../server/protocol/adapter-requests.ts';
import type { Adapter } from '../adapter.ts';
import type { Handler } from '../handler.ts';
import { parseArguments } from '../parse-arguments.ts';
import { statePathOf } from '../state-reference.ts';

const { command, arguments: schema } = ADAPTER_REQUESTS.whoSet;

/** Our own request, "Who Set This?": goes back to the last event that changed a part of the state, again and again. */
export const whoSet: Handler<unknown, { readonly position: number }> = {
  answer: async (adapter, args) => {
    adapter.launched.movement.assertStill();
    return { position: await lastChange(adapter, args) };
  },
  afterwards: ({ launched: { movement } }, _args, { position }) =>
    movement.run((replay) => replay.moveTo({ position })),
};

async function lastChange({ launched: { replay } }: Adapter, args: unknown): Promise<number> {
  const { expression } = parseArguments(schema, args, command);
  const path = statePathOf(expression);
  if (path === undefined)
    throw new DomainError('bad-expression', `${expression} is no part of the state: state['balance']`);
  const position = await replay.lastChangeOf(path, replay.position);
  if (position !== undefined) return position;
  throw new DomainError('event-not-found', `No event before this one changed ${path}`);
}
