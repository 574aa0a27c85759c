// Somebody without a mouse: everything is reached by Tab, and pressed by Enter or the space bar.

import assert from 'node:assert/strict';
import { eventually } from './eventually.mjs';

/** No screen has so many things that can be reached. */
const MOST_STOPS = 400;

export class Keyboard {
  constructor(page) {
    this.page = page;
  }

  press(key) {
    return this.page.keyboard.press(key);
  }

  /** Goes to an element from wherever the focus is, and sees that it is there. */
  async reach(locator) {
    await locator.waitFor();
    for (let stops = 0; !(await this.#hasFocus(locator)); stops += 1) {
      assert.ok(stops < MOST_STOPS, `${locator} is not reached by Tab`);
      await this.press('Tab');
    }
    const isMarked = await locator.evaluate((element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    });
    assert.ok(isMarked, `${locator} has the focus, and nobody sees it`);
    const isInSight = await locator.evaluate((element) => {
      const { top, bottom, left, right } = element.getBoundingClientRect();
      return top >= 0 && left >= 0 && bottom <= innerHeight + 1 && right <= innerWidth + 1;
    });
    assert.ok(isInSight, `${locator} has the focus out of sight`);
  }

  /** Reaches a button, a link or a summary, and presses it. */
  async push(locator, key = 'Enter') {
    await this.reach(locator);
    await this.press(key);
  }

  /** Reaches a field and writes. */
  async write(locator, text) {
    await this.reach(locator);
    await this.press('ControlOrMeta+a');
    await this.page.keyboard.type(text);
  }

  /** A screen that is drawn anew may take an element away between two looks. */
  async #hasFocus(locator) {
    let focused;
    await eventually(`${locator} is there`, async () => {
      focused = await locator.evaluate((element) => element === document.activeElement);
    });
    return focused;
  }
}
