// What screens show of a timer.

import assert from 'node:assert/strict';
import { eventually, texts } from './eventually.mjs';
import { firstMessage } from './feed.mjs';

/** Seconds from "4:59", and below zero from "+0:12", which is over time. */
export function seconds(text) {
  const [, sign, minutes, rest] = /^([+−]?)(\d+):(\d\d)$/.exec(text);
  return (sign === '' ? 1 : -1) * (Number(minutes) * 60 + Number(rest));
}

/** Waits until all pages show the same time of a timer, within a second of what it must be. */
export function countDown(pages, timer, server, endsAt) {
  const selector = `.countdown[data-timer="${timer}"] .countdown-time`;
  return eventually(`all screens show the same time of ${timer}`, async () => {
    const shown = await Promise.all(pages.map((page) => texts(page, selector)));
    const must = Math.ceil((endsAt - server.now()) / 1_000);
    for (const one of shown) assert.deepEqual(one, shown[0]);
    assert.equal(shown[0].length, 1);
    const difference = seconds(shown[0][0]) - must;
    assert.ok(Math.abs(difference) <= 1, `${shown[0][0]} is shown where ${must} s are left`);
  });
}

/** Starts a timer of so many minutes on the console. Gives when it reaches zero, by the server's
 * clock and in milliseconds. */
export async function start(room, timer, minutes) {
  const before = room.server.now();
  await room.console.timer(timer, 'Start');
  await standsAt([room.console.page], timer, 'running');
  const after = room.server.now();
  const feed = `${room.server.local}/s/${room.code}/events/projector`;
  const { parts } = await firstMessage(room.projector.page, feed);
  const { phase } = parts.stage.timers.find(({ id }) => id === timer).timer;
  const startedAt = phase.running.ends_at - minutes * 60_000;
  assert.ok(startedAt >= before && startedAt <= after, `${startedAt}: ${before} to ${after}`);
  return phase.running.ends_at;
}

/** Waits until all pages show a timer in a state. */
export function standsAt(pages, timer, state) {
  return eventually(`${timer} is ${state}`, async () => {
    for (const page of pages) {
      const states = await page.$$eval(`.countdown[data-timer="${timer}"]`, (all) =>
        all.map((one) => one.dataset.state),
      );
      assert.deepEqual(states, [state]);
    }
  });
}
