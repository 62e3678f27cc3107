import type { JsonValue } from '../../../server/domain/json.ts';
import { toJsonText } from '../../../server/domain/json-text.ts';
import { prettyJson } from '../../../server/domain/pretty-json.ts';
import { exportSession as write } from '../../../server/replay/session-file.ts';
import type { Handler } from '../../handler.ts';

/** Our own request: the session file, as JSON text. */
export const exportSession: Handler<unknown, { readonly text: string }> = {
  answer: async ({ launched: { movement, replay } }, _args, pace) => {
    movement.assertStill();
    await replay.look(pace);
    return { text: `${prettyJson(toJsonText((await write(replay, pace)) as unknown as JsonValue))}\n` };
  },
};
