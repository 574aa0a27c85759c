// The play of the whole training: its people, and how they go forward in it.

import { eventually, shows } from './eventually.mjs';
import { acts } from './room.mjs';
import { places, sections } from './training.mjs';

export const TITLE = 'Lisbon, autumn';
export const ANA = 'Ana Lima';
export const BEN = 'Ben “BJ” Okafor, "the second"';
export const CHLOE = 'Chloé Roux';
export const MINUTE = 60_000;

export class Play {
  plan = sections();
  way = places();
  /** When each section was entered, by the server's clock. */
  enteredAt = [];
  #at = -1;

  constructor(test, room) {
    this.room = room;
    this.server = room.server;
    this.act = acts(test, room);
  }

  /** Ana's and Ben's phones have JavaScript; Chloé's has it off. */
  async bringPhones() {
    this.ana = await this.room.phone(ANA);
    this.ben = await this.room.phone(BEN);
    this.chloe = await this.room.phone(CHLOE, { javaScriptEnabled: false });
    this.phones = [this.ana, this.ben, this.chloe];
  }

  get place() {
    return this.way[this.#at];
  }

  get isAtTheEnd() {
    return this.#at === this.way.length - 1;
  }

  /** The pages that follow what happens. */
  get livePages() {
    const { room, ana, ben } = this;
    return [room.projector, room.console, ana, ben].map(({ page }) => page);
  }

  get feeds() {
    const path = `s/${this.room.code}/events`;
    return {
      projector: `${this.server.local}/${path}/projector`,
      phone: `${this.server.public}/${path}/phone`,
    };
  }

  /** One step, each time by another button or key of another screen. */
  async forward() {
    const { console, projector } = this.room;
    const moves = [
      () => console.click('Forward'),
      () => console.press('PageDown'),
      () => projector.press('PageDown'),
      () => projector.press('ArrowRight'),
      () => console.press('ArrowDown'),
      () => projector.press(' '),
    ];
    await (this.#at < 0 ? console.click('Begin') : moves[this.#at % moves.length]());
    this.#at += 1;
    if (this.enteredAt.length < this.place.section) this.enteredAt.push(this.server.now());
    await this.everybodyIsThere();
  }

  /** Every screen that follows shows the place where the play is. */
  async everybodyIsThere() {
    const { room, place } = this;
    await room.projector.showsPlace(place);
    await shows(room.console.page, '.panel-slide .slide h1', place.title);
    for (const { page } of [this.ana, this.ben]) {
      await shows(page, '.now-section', this.sectionLine(place.section));
      await shows(page, '.now-slide', place.title);
    }
  }

  sectionLine(number) {
    return `Section ${number} of ${this.plan.length} · ${this.plan[number - 1].title}`;
  }

  async forwardTo(activity) {
    do await this.forward();
    while (this.place.activity !== activity);
    await this.chloe.lookAgain();
  }

  async forwardToEndOfSection() {
    while (this.way[this.#at + 1]?.section === this.place.section) await this.forward();
  }
}

/** The names and values of a form, from the ids of its fields. */
export function fields(entries) {
  return Object.fromEntries(Object.entries(entries).map(([id, entry]) => [`field-${id}`, entry]));
}

/** Waits until an element's text is one of several. */
export function showsOneOf(page, selector, expected) {
  return eventually(`${selector} is one of ${expected.join(' | ')}`, async () => {
    const shown = await page.locator(selector).textContent();
    if (!expected.includes(shown)) throw new Error(`It is ${shown}.`);
  });
}
