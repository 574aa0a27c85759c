// The projector and a phone show the same second, however wrong their own clocks are and however uneven
// the network is: what counts is the server's clock, which each asks for.

import assert from 'node:assert/strict';
import test from 'node:test';
import { PHONE, PROJECTOR } from './support/browser.mjs';
import { countDown, start } from './support/countdowns.mjs';
import { flipsOf, noteFlips } from './support/flips.mjs';
import { Phone } from './support/phone.mjs';
import { Projector } from './support/projector.mjs';
import { Room } from './support/room.mjs';
import { slowNetwork } from './support/slow-network.mjs';

const TIMER = 'pre-read-drill-writing';
const TIME = `.countdown[data-timer="${TIMER}"] .countdown-time`;
/** How wrong the clocks are, in milliseconds. */
const SKEW = 90_000;
const WATCHED_SECONDS = 24;
/** How long, in milliseconds, the two may show different seconds, in so many of all cases. */
const TOLERANCE = 50;
const IN_CASES = 0.95;

/** Sets a page's clock wrong, and keeps the machine's own for whoever measures. Runs on the page. */
function setWrong(skew) {
  const Right = Date;
  const machineTime = Right.now;
  window.machineTime = machineTime;
  window.Date = class Date extends Right {
    constructor(...parts) {
      super(...(parts.length > 0 ? parts : [machineTime() + skew]));
    }

    static now() {
      return machineTime() + skew;
    }
  };
  const timeOrigin = performance.timeOrigin + skew;
  Object.defineProperty(performance, 'timeOrigin', { value: timeOrigin });
}

async function wrongClock(page, skew) {
  await page.addInitScript(setWrong, skew);
  return page;
}

/** The value that so many of all do not exceed. */
function percentile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * share) - 1];
}

test('clocks that are wrong by minutes show the same second', async (t) => {
  const room = await Room.open(t);
  const network = await slowNetwork(room.server, t);
  await room.signIn();
  await room.startSession('Wrong clocks');

  const ahead = await wrongClock(await room.desk.context().newPage(), SKEW);
  room.watch(ahead, 'projector');
  await ahead.setViewportSize(PROJECTOR.viewport);
  await ahead.goto(network.address(`${room.server.local}/s/${room.code}/projector`));
  room.projector = await new Projector(ahead).ready();

  const behind = await wrongClock(await room.device('Ana’s phone', PHONE), -SKEW);
  await new Phone(behind, 'Ana', true).joinByLink(network.address(room.joinLink));

  const pages = [ahead, behind];
  const [one, other] = await Promise.all(pages.map((page) => page.evaluate(() => Date.now())));
  assert.ok(one - other > SKEW, 'the clocks are wrong');

  await room.console.jumpTo('Your three fields, under five minutes');
  const end = await start(room, TIMER, 5);
  await countDown(pages, TIMER, room.server, end);
  await noteFlips(pages, TIME);
  const flips = await flipsOf(pages, WATCHED_SECONDS);
  const apart = flips.map(({ moments: [one, other] }) => Math.abs(one - other));
  const usual = percentile(apart, IN_CASES);
  t.diagnostic(`${usual} ms apart or less, in ${IN_CASES * 100} % of ${WATCHED_SECONDS} seconds`);
  const late = flips.map(({ second, moments }) => {
    return moments.map((moment) => moment - (end - second * 1_000)).join('/');
  });
  assert.ok(usual <= TOLERANCE, `${usual} ms apart. So late was each, in ms: ${late.join(' ')}`);
  room.troubles.assertNone();
});
