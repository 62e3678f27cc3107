import type { MoveTarget } from '../../server/replay/stop.ts';
import type { Handler } from '../handler.ts';

/** Our own request, for "First Event" and "Last Event": jumps, evaluating nothing on the way. */
export const moveTo: Handler<{ readonly position: number | 'first' | 'last' }> = {
  answer: async ({ launched: { replay, movement } }, args) => {
    movement.assertStill();
    await replay.resolve(toTarget(args));
  },
  afterwards: ({ launched: { movement } }, args) => movement.run((replay) => replay.moveTo(toTarget(args))),
};

function toTarget({ position }: { readonly position: number | 'first' | 'last' }): MoveTarget {
  return typeof position === 'number' ? { position } : position;
}
