import { changeText } from '../../../server/domain/change-text.ts';
import { formatStatePath } from '../../../server/domain/state-path.ts';
import { ADAPTER_REQUESTS } from '../../../server/protocol/adapter-requests.ts';
import { MOST_INLINE_CHANGES } from '../../../server/protocol/limits.ts';
import type { EventView } from '../../../server/replay/event-view.ts';
import type { Handler } from '../../handler.ts';
import { parseArguments } from '../../parse-arguments.ts';

const { command, arguments: schema } = ADAPTER_REQUESTS.inlineChanges;

/** The characters of a row, and of each side of a change. */
const LONGEST = 120;
const PREVIEW = 24;
/** More changes of one event do not fit into a row. */
const MOST_CHANGES = 10;

interface Row {
  readonly position: number;
  readonly text: string;
}

/** Our own request: what each of some events changed in the state, `temperature 0.2 → 1.7, tuned_by …`. */
export const inlineChanges: Handler<unknown, { readonly rows: readonly Row[] }> = {
  answer: async ({ launched: { views } }, args, pace) => {
    const { aggregateId, first, last } = parseArguments(schema, args, command);
    const rows: Row[] = [];
    for (let position = first; position <= Math.min(last, first + MOST_INLINE_CHANGES - 1); position++) {
      await pace.breatheOrCancel(position);
      const view = await views.viewAt(aggregateId, position, pace);
      if (!view) break;
      const text = describe(view);
      if (text !== '') rows.push({ position, text });
    }
    return { rows };
  },
};

function describe(view: EventView): string {
  const changes = view.changes(MOST_CHANGES).map((change) => {
    return `${formatStatePath(change.path)} ${changeText(change.old, change.new, PREVIEW)}`;
  });
  const text = changes.join(', ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
