import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Body, Handler } from '../handler.ts';
import {
  changesContainer,
  correlationContainer,
  eventContainer,
  stateContainer,
} from '../variables/scope-containers.ts';

/**
 * What can be looked at in a frame. The names never change: VS Code compares by them from stop to stop, and so flashes
 * exactly what a step changed.
 */
export const scopes: Handler<DebugProtocol.ScopesArguments, Body<DebugProtocol.ScopesResponse>> = {
  answer: async ({ launched: { callStack, variables, store, replay } }, { frameId }, pace) => {
    const view = await callStack.viewOf(frameId, pace);
    if (!view) return { scopes: [] };
    const { event, position } = view;
    const aggregateId = event.aggregate_id;
    const edit = replay.source.edits.at({ aggregateId, position });
    const correlation = await correlationContainer(store, event);
    const state = stateContainer(view.state, 'state');
    return {
      scopes: [
        {
          name: 'State',
          presentationHint: 'locals',
          expensive: false,
          ...variables.announceState(state, { aggregateId, position }, replay.aggregateIds.includes(aggregateId)),
        },
        { name: 'Changes', expensive: false, ...variables.announce(changesContainer(view)) },
        {
          name: 'Event',
          presentationHint: 'arguments',
          expensive: false,
          ...variables.announce(eventContainer(event, position, edit)),
        },
        { name: 'Before', expensive: true, ...variables.announce(stateContainer(view.before, 'before')) },
        { name: 'Correlation', expensive: true, ...variables.announce(correlation) },
      ],
    };
  },
};
