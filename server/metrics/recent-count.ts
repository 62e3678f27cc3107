const SECOND = 1_000;
const SECONDS_AN_HOUR = 3_600;

/** How often something happened: in the last minute, in the last hour, and since counting began. */
export interface Recent {
  readonly lastMinute: number;
  readonly lastHour: number;
  readonly total: number;
}

/** Counts in a window that moves on with the clock, to the second, in constant memory. */
export class RecentCount {
  /** One slot for each second of an hour, used in a circle. */
  readonly #slots = new Float64Array(SECONDS_AN_HOUR);
  readonly #now: () => number;
  /** The second that was counted in last. */
  #second: number;
  #total = 0;

  /** `now` gives milliseconds that never go back. */
  constructor(now: () => number) {
    this.#now = now;
    this.#second = Math.floor(now() / SECOND);
  }

  add(count = 1): void {
    this.#moveOn();
    this.#slots[this.#second % SECONDS_AN_HOUR]! += count;
    this.#total += count;
  }

  read(): Recent {
    this.#moveOn();
    return { lastMinute: this.#sum(60), lastHour: this.#sum(SECONDS_AN_HOUR), total: this.#total };
  }

  /** Empties the slots of the seconds that have passed since. */
  #moveOn(): void {
    const second = Math.floor(this.#now() / SECOND);
    for (let next = Math.max(this.#second + 1, second - SECONDS_AN_HOUR + 1); next <= second; next++) {
      this.#slots[next % SECONDS_AN_HOUR] = 0;
    }
    this.#second = second;
  }

  #sum(seconds: number): number {
    let sum = 0;
    for (let back = 0; back < seconds; back++) {
      sum += this.#slots[(this.#second - back + SECONDS_AN_HOUR) % SECONDS_AN_HOUR]!;
    }
    return sum;
  }
}
