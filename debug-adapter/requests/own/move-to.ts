import { ADAPTER_REQUESTS } from '../../../server/protocol/adapter-requests.ts';
import type { MoveTarget } from '../../../server/replay/stop.ts';
import type { Handler } from '../../handler.ts';
import { parseArguments } from '../../parse-arguments.ts';

const { command, arguments: schema } = ADAPTER_REQUESTS.moveTo;

/** Our own request, for "First Event" and "Last Event": jumps, evaluating nothing on the way. */
export const moveTo: Handler = {
  answer: async ({ launched: { replay, movement } }, args) => {
    movement.assertStill();
    await replay.resolve(toTarget(args));
  },
  afterwards: ({ launched: { movement } }, args) =>
    movement.run((replay) => replay.moveTo(toTarget(args)), { isUnexpected: true }),
};

function toTarget(args: unknown): MoveTarget {
  const { position } = parseArguments(schema, args, command);
  return typeof position === 'number' ? { position } : position;
}
