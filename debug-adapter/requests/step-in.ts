import type { Adapter } from '../adapter.ts';
import type { Handler } from '../handler.ts';

/** Step into: the first event of this stream that the current one caused. Where there is none, as `next`, saying so. */
export const stepIn: Handler = {
  answer: ({ launched: { movement } }) => movement.assertStill(),
  afterwards: async (adapter) => {
    const { movement } = adapter.launched;
    const position = await firstEffect(adapter);
    if (position !== undefined) return movement.run((replay) => replay.runTo(position));
    const output = 'This event caused none in this stream: stepped to the next one.\n';
    adapter.events.send('output', { category: 'console', output });
    return movement.run((replay) => replay.stepForward());
  },
};

async function firstEffect({ launched: { replay, store } }: Adapter): Promise<number | undefined> {
  const event = replay.view?.event;
  if (!event) return undefined;
  const effects = (await store.findCaused(event.event_id)).filter((each) => each.aggregate_id === replay.aggregateId);
  const positions = await Promise.all(effects.map((each) => store.getPosition(each.aggregate_id, each.key)));
  const later = positions.filter((position) => position > replay.position);
  return later.length > 0 ? Math.min(...later) : undefined;
}
