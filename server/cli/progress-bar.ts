const WIDTH = 24;
const INTERVAL_MS = 100;

export interface Progress {
  /** So many events are done. */
  readonly events: number;
  /** From 0 to 1; undefined when nobody knows how much there is. */
  readonly fraction?: number | undefined;
}

/** A line that shows how far something has come and how fast it goes; `elapsedMs` since it began. */
export function progressLine({ events, fraction }: Progress, elapsedMs: number): string {
  const rate = elapsedMs > 0 ? Math.round((events / elapsedMs) * 1000) : 0;
  const counted = `${events.toLocaleString('en-US')} events, ${rate.toLocaleString('en-US')}/s`;
  if (fraction === undefined) return counted;
  const part = Math.min(1, Math.max(0, fraction));
  const full = Math.floor(part * WIDTH);
  return `[${'#'.repeat(full)}${'-'.repeat(WIDTH - full)}] ${String(Math.floor(part * 100)).padStart(3)} %  ${counted}`;
}

/** Shows progress on a terminal, a few times a second. Without `show` there is no terminal, and it does nothing. */
export function progressBar(show: ((line: string) => void) | undefined): (progress: Progress) => void {
  const begin = performance.now();
  let last = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const elapsed = performance.now() - begin;
    if (!show || elapsed - last < INTERVAL_MS) return;
    last = elapsed;
    show(progressLine(progress, elapsed));
  };
}
