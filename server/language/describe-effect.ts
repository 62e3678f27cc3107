import { changeText } from '../domain/change-text.ts';
import { toJsonText } from '../domain/json-text.ts';
import { formatStatePath } from '../domain/state-path.ts';
import type { State } from '../projections/projection.ts';
import type { EventView } from '../replay/event-view.ts';
import { jsonBlock } from './json-block.ts';
import { code } from './markdown-code.ts';
import { MOST_FOLDED } from './stream-states.ts';
import type { TypeCounts } from './type-counts.ts';

/** The characters of each side of a change. */
const PREVIEW = 60;
const MOST_CHANGES = 12;
const MOST_STATE_LINES = 30;
/** Of a state's text; a state can have any size. */
const MOST_STATE = 8_000;
const WHOLE = new Intl.NumberFormat('en');

/** What an event did to the state of its stream, as markdown; without a view, why that is not shown. */
export function describeChanges(view: EventView | undefined): string {
  if (!view) {
    const far = `more than ${WHOLE.format(MOST_FOLDED)} events lead to it`;
    return `_The state is not folded for a tooltip: ${far}. Replay to here to see it._`;
  }
  const changes = view.changes(MOST_CHANGES + 1).map(({ path, old, new: now }) => {
    return `- ${code(`${formatStatePath(path)} ${changeText(old, now, PREVIEW)}`)}`;
  });
  if (changes.length === 0) return 'It changed nothing in the state.';
  const more = changes.length > MOST_CHANGES ? '\n- …' : '';
  return `**Changed**\n\n${changes.slice(0, MOST_CHANGES).join('\n')}${more}`;
}

/** The state after an event, as far as it fits. */
export function describeState({ state }: EventView): string {
  return `**State after it**\n\n${jsonBlock(stateText(state), MOST_STATE_LINES, 'Cut here. Replay to here to see the whole.')}`;
}

function stateText(state: Readonly<State>): string {
  let text = '';
  for (const key of Object.keys(state)) {
    text += `${text && ','}${toJsonText(key)}:${toJsonText(state[key]!)}`;
    if (text.length > MOST_STATE) break;
  }
  return `{${text}}`;
}

/** `3 of 12 events of this stream, 41 of 312 in the store`; of what is long, among the events that were counted. */
export function describeFrequency(type: string, stream: TypeCounts, store: TypeCounts): string {
  const times = ({ byType }: TypeCounts) => WHOLE.format(byType.get(type) ?? 0);
  const counted = (counts: TypeCounts) => WHOLE.format(counts.counted);
  const inStream = stream.more
    ? `${times(stream)} of the ${counted(stream)} events up to here`
    : `${times(stream)} of ${counted(stream)} events of this stream`;
  const inStore = store.more
    ? `${times(store)} of the first ${counted(store)} in the store`
    : `${times(store)} of ${counted(store)} in the store`;
  return `- how often ${inStream}, ${inStore}`;
}
