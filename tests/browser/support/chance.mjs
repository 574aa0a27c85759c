// Chance that comes out the same each time: a failure can be looked at again.

/** Mulberry32, by Tommy Ettinger: numbers from 0 up to 1, of which a seed makes always the same. */
export class Chance {
  #state;

  constructor(seed) {
    this.#state = seed;
  }

  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  between(least, most) {
    return least + this.next() * (most - least);
  }

  /** True in so many of all cases. */
  happens(share) {
    return this.next() < share;
  }
}
