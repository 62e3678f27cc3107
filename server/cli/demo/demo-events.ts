import type { Event } from '../../domain/event.ts';
import { Afternoon } from './afternoon.ts';
import { liveAgent, watchAgent } from './agents.ts';
import { RESEARCHER, REVIEWER, SALES, SUPPORT } from './cast.ts';
import { runWorkflow } from './run-workflow.ts';
import { type ScheduledProcess, simulate } from './simulate.ts';
import { tuneAgents } from './tuning.ts';
import { WORKFLOWS } from './workflows.ts';

const MINUTE = 60;

/**
 * The demo's events in order of time, the same on every call: an afternoon of four agents at work, at whose end the
 * support agent answers nonsense, and in which the reason can be found.
 */
export function demoEvents(): Event[] {
  const afternoon = new Afternoon();
  // The support agent is watched last, so that its degraded status ends the log.
  const agents = [RESEARCHER, REVIEWER, SALES, SUPPORT];
  const processes: ScheduledProcess[] = [
    ...agents.map((agent, index) => ({ startsAt: 20 * index, process: liveAgent(afternoon, agent) })),
    ...agents.map((agent, index) => ({ startsAt: 3 * MINUTE * (index + 1), process: watchAgent(afternoon, agent.id) })),
    ...WORKFLOWS.map(({ minute, workflow }) => ({
      startsAt: minute * MINUTE,
      process: runWorkflow(afternoon, workflow),
    })),
    { startsAt: 128 * MINUTE, process: tuneAgents(afternoon) },
  ];
  simulate(processes, afternoon.setTime);
  return afternoon.events;
}
