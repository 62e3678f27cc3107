/** Draws that look random and are the same on every run. */
export interface Random {
  /** A float in [low, high). */
  between(low: number, high: number): number;
  /** An integer from low to high, both included. */
  whole(low: number, high: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** A version 4 UUID. */
  uuid(): string;
}

/** A xorshift generator; the seed is any integer but 0. */
export function seededRandom(seed: number): Random {
  let word = seed | 0;
  const draw = () => {
    word ^= word << 13;
    word ^= word >>> 17;
    word ^= word << 5;
    return (word >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + draw() * (high - low);
  const whole = (low: number, high: number) => low + Math.floor(draw() * (high - low + 1));
  return {
    between,
    whole,
    pick: (items) => items[whole(0, items.length - 1)]!,
    uuid: () => {
      const nibbles = Array.from({ length: 32 }, () => whole(0, 15).toString(16));
      nibbles[12] = '4';
      nibbles[16] = '89ab'.charAt(whole(0, 3));
      return nibbles.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    },
  };
}
