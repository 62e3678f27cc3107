/** Something that goes on beside other things. It yields the number of seconds for which it waits. */
export type Process<Result = void> = Generator<number, Result, void>;

export interface ScheduledProcess {
  /** Seconds after the start of the simulation. */
  readonly startsAt: number;
  readonly process: Process;
}

/** Runs the processes side by side in order of simulated time; `onTime` hears the time before each turn. */
export function simulate(scheduled: readonly ScheduledProcess[], onTime: (seconds: number) => void): void {
  const waiting = scheduled.map(({ startsAt, process }) => ({ at: startsAt, process }));
  while (waiting.length > 0) {
    const next = waiting.reduce((first, other) => (other.at < first.at ? other : first));
    onTime(next.at);
    const turn = next.process.next();
    if (turn.done) waiting.splice(waiting.indexOf(next), 1);
    else next.at += turn.value;
  }
}
