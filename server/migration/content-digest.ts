import { createHash } from 'node:crypto';

const SPAN = 1n << 256n;

/** A sum of hashes: the same for the same texts in whatever order, and another for any others. */
export class ContentDigest {
  #sum = 0n;
  #count = 0;

  add(text: string): void {
    this.#sum = (this.#sum + hashOf(text)) % SPAN;
    this.#count++;
  }

  remove(text: string): void {
    this.#sum = (this.#sum + SPAN - hashOf(text)) % SPAN;
    this.#count--;
  }

  equals(other: ContentDigest): boolean {
    return this.#count === other.#count && this.#sum === other.#sum;
  }

  get count(): number {
    return this.#count;
  }
}

function hashOf(text: string): bigint {
  return BigInt(`0x${createHash('sha256').update(text).digest('hex')}`);
}
