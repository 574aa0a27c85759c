// All screens show the same second, and the right one.

import assert from 'node:assert/strict';
import test from 'node:test';
import { countDown, start } from './support/countdowns.mjs';
import { shows } from './support/eventually.mjs';
import { flipsOf, noteFlips } from './support/flips.mjs';
import { Room } from './support/room.mjs';

const TIMER = 'pre-read-drill-writing';
const TIME = `.countdown[data-timer="${TIMER}"] .countdown-time`;
/** How long, in milliseconds, two screens may show different seconds. */
const TOLERANCE = 150;
const WATCHED_SECONDS = 5;

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
    await noteFlips(pages, TIME);
    for (const { second, moments } of await flipsOf(pages, WATCHED_SECONDS)) {
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
