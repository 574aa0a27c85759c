// Conditions instead of sleeps: what a test waits for is what it asserts.

import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE = 15_000;
const BETWEEN_LOOKS = 25;

/** Looks again and again until `check` throws no more; gives what it returns. */
export async function eventually(what, check, within = PATIENCE) {
  const deadline = performance.now() + within;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > deadline) {
        throw new Error(`${what}: not within ${within / 1_000} s. ${error.message}`, { cause: error });
      }
    }
    await pause(BETWEEN_LOOKS);
  }
}

/** The texts of everything that a selector finds on a page and that can be seen. */
export function texts(page, selector) {
  return page.$$eval(selector, (elements) => {
    const options = { visibilityProperty: true, opacityProperty: true };
    const seen = elements.filter((element) => element.checkVisibility(options));
    return seen.map((element) => element.textContent.replace(/\s+/g, ' ').trim());
  });
}

/** Waits until exactly these texts are seen under a selector. */
export function shows(page, selector, expected, within) {
  const check = async () => assert.deepEqual(await texts(page, selector), [expected].flat());
  return eventually(`${selector} on ${page.url()}`, check, within);
}

/** Waits until nothing is seen under a selector. */
export function showsNo(page, selector) {
  return shows(page, selector, []);
}
