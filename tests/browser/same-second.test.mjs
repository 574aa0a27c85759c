// All screens show the same second, and the right one.

import assert from 'node:assert/strict';
import test from 'node:test';
import { countDown, seconds, start } from './support/countdowns.mjs';
import { eventually, shows } from './support/eventually.mjs';
import { Room } from './support/room.mjs';

const TIMER = 'pre-read-drill-writing';
const TIME = `.countdown[data-timer="${TIMER}"] .countdown-time`;
/** How long, in milliseconds, two screens may show different seconds. */
const TOLERANCE = 150;
const WATCHED_SECONDS = 5;

/** Notes when the text of an element changes, by this machine's clock. Runs on the page. */
function record(selector) {
  const element = document.querySelector(selector);
  window.flips = [];
  const note = () => window.flips.push({ text: element.textContent, at: Date.now() });
  const changes = { characterData: true, childList: true, subtree: true };
  new MutationObserver(note).observe(element, changes);
}

async function flips(page, count) {
  return eventually(`${count} seconds pass`, async () => {
    const found = await page.evaluate(() => window.flips);
    assert.ok(found.length >= count, `${found.length} so far`);
    return found;
  });
}

test('all screens show the same second', async (t) => {
  const room = await Room.open(t);
  await room.begin('The same second');
  const ana = await room.participant('Ana');
  const ben = await room.participant('Ben');
  await room.console.jumpTo('Your three fields, under five minutes');
  const end = await start(room, TIMER, 5);
  await room.server.advance(100);
  // Not everybody hears of the leap in the same message: one phone comes back after it.
  await ben.reload();
  const pages = [room.console, room.projector, ana, ben].map((screen) => screen.page);
  await countDown(pages, TIMER, room.server, end);
  const zero = end - room.server.ahead;

  await t.test('while it runs', async () => {
    for (const page of pages) await page.evaluate(record, TIME);
    const seen = await Promise.all(pages.map((page) => flips(page, WATCHED_SECONDS + 1)));
    // What the first page of all showed before the others were recorded is left out.
    const first = Math.min(...seen.map((all) => seconds(all[0].text)));
    for (let second = first; second > first - WATCHED_SECONDS; second -= 1) {
      const moments = seen.map((all) => {
        const flip = all.filter(({ text }) => seconds(text) === second);
        assert.equal(flip.length, 1, `${second} s are shown once: ${JSON.stringify(all)}`);
        return flip[0].at;
      });
      const apart = Math.max(...moments) - Math.min(...moments);
      assert.ok(apart <= TOLERANCE, `${second} s: ${apart} ms apart: ${moments}`);
      // A second is shown from the moment when so many are left.
      const must = zero - second * 1_000;
      for (const moment of moments) {
        const off = Math.abs(moment - must);
        assert.ok(off <= TOLERANCE, `${second} s: ${off} ms from the truth`);
      }
    }
  });

  await t.test('and when it is paused', async () => {
    await room.console.timer(TIMER, 'Pause');
    await shows(room.projector.page, `.countdown[data-timer="${TIMER}"] .countdown-word`, 'paused');
    const [left] = await room.projector.page.locator(TIME).allTextContents();
    for (const page of pages) await shows(page, TIME, left);
  });
  room.troubles.assertNone();
});
