import { ADAPTER_REQUESTS } from '../../server/protocol/adapter-requests.ts';
import type { Handler } from '../handler.ts';
import { parseArguments } from '../parse-arguments.ts';

const { command, arguments: schema } = ADAPTER_REQUESTS.replayTo;

/** Our own request, for "Replay to Here": runs to an event in either direction, stopping at hits on the way. */
export const replayTo: Handler = {
  answer: async ({ launched: { replay, movement } }, args) => {
    movement.assertStill();
    await replay.resolve(parseArguments(schema, args, command));
  },
  afterwards: ({ launched: { movement } }, args) => {
    const { position } = parseArguments(schema, args, command);
    return movement.run((replay) => replay.runTo(position));
  },
};
