import type { DebugProtocol } from '@vscode/debugprotocol';
import { qualifiedType } from '../../server/domain/event-types.ts';
import { toMicros } from '../../server/domain/timestamp.ts';
import { effectsOf } from '../effects.ts';
import type { Body, Handler } from '../handler.ts';

/** The events that a frame's event caused, to choose from: `task.received · task-7 v1 (+12 ms)`. */
export const stepInTargets: Handler<DebugProtocol.StepInTargetsArguments, Body<DebugProtocol.StepInTargetsResponse>> = {
  capabilities: { supportsStepInTargetsRequest: true },
  answer: async ({ launched }, { frameId }) => {
    const cause = launched.callStack.eventOf(frameId);
    const effects = cause ? await effectsOf(launched, cause) : [];
    return {
      targets: effects.map(({ event, place }) => ({
        id: launched.places.idOf(place),
        label: `${qualifiedType(event)} · ${event.aggregate_id} v${event.version} (${delay(cause!.timestamp, event.timestamp)})`,
      })),
    };
  },
};

/** `+12 ms`, `+3.2 s`, `+4 min`. */
function delay(from: string, to: string): string {
  const millis = Number(toMicros(to) - toMicros(from)) / 1000;
  const sign = millis < 0 ? '-' : '+';
  const size = Math.abs(millis);
  if (size < 1_000) return `${sign}${Math.round(size)} ms`;
  if (size < 120_000) return `${sign}${(size / 1_000).toFixed(1)} s`;
  return `${sign}${Math.round(size / 60_000)} min`;
}
