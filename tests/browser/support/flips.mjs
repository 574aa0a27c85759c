// When a countdown turns over to the next second, by this machine's clock.

import assert from 'node:assert/strict';
import { seconds } from './countdowns.mjs';
import { eventually } from './eventually.mjs';

/** Begins to note when the text of an element changes. */
export async function noteFlips(pages, selector) {
  for (const page of pages) await page.evaluate(note, selector);
}

// Runs on the page.
function note(selector) {
  // Where a test has set the page's clock, it has kept the machine's own.
  const now = window.machineTime ?? Date.now;
  const element = document.querySelector(selector);
  window.flips = [];
  const flip = () => window.flips.push({ text: element.textContent, at: now() });
  const changes = { characterData: true, childList: true, subtree: true };
  new MutationObserver(flip).observe(element, changes);
}

/** Waits until all pages have turned over so many times. Gives for each second what it was and
 * since when each page has shown it. */
export async function flipsOf(pages, count) {
  const noted = await Promise.all(pages.map((page) => atLeast(page, count + 1)));
  // What the first page of all showed before the others were looked at is left out.
  const first = Math.min(...noted.map((all) => seconds(all[0].text)));
  return Array.from({ length: count }, (_, index) => {
    const second = first - index;
    const moments = noted.map((all) => {
      // A clock that is put right at this moment shows a second twice.
      const flip = all.findLast(({ text }) => seconds(text) === second);
      assert.ok(flip, `${second} s are shown: ${JSON.stringify(all)}`);
      return flip.at;
    });
    return { second, moments };
  });
}

function atLeast(page, count) {
  const patience = (count + 15) * 1_000;
  return eventually(
    `${count} seconds pass`,
    async () => {
      const flips = await page.evaluate(() => window.flips);
      assert.ok(flips.length >= count, `${flips.length} so far`);
      return flips;
    },
    patience,
  );
}
