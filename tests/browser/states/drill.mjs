// Writing in pairs against the clock.

import { seconds, standsAt } from '../support/countdowns.mjs';
import { shows } from '../support/eventually.mjs';
import { WAITING } from '../support/phone.mjs';
import { OFFLINE } from '../support/troubles.mjs';

const FORM = 'pre-read-drill';
const PAIRS = 'pre-read-drill-pairs';
const WRITING = 'pre-read-drill-writing';
const WRITTEN = {
  'field-observation': 'The Nguyen demo',
  'field-context': 'A tool changes',
  'field-question': 'Why?',
};

/** Lets so much time pass that so many seconds are left, however long it took to look until now. */
async function leave({ room, screens: { projector } }, left) {
  const time = projector.locator(`.countdown[data-timer="${WRITING}"] .countdown-time`);
  await room.server.advance(seconds(await time.textContent()) - left);
}

const followers = ({ screens: { projector, console, phone } }) => [projector, console, phone];

export const drill = [
  {
    state: 'a drill before it starts',
    bring: async ({ room, ana }) => {
      await room.console.jumpTo('Your three fields, under five minutes');
      await ana.form(FORM).form.waitFor();
    },
    on: ['projector', 'console', 'phone'],
  },
  {
    state: 'a drill in pairs that runs',
    bring: async (stage) => {
      const { room, ana } = stage;
      await room.console.click('Form pairs');
      await shows(ana.page, '.group-line', 'Pair 1, with Ben');
      for (const timer of [PAIRS, WRITING]) await room.console.timer(timer, 'Start');
      await standsAt(followers(stage), WRITING, 'running');
    },
    on: ['projector', 'console', 'remote', 'phone'],
  },
  {
    state: 'a drill that is typed',
    bring: async ({ ana }) => {
      await ana.form(FORM).fill({ ...WRITTEN, 'field-observation': '  ' });
      await ana.form(FORM).says('Not sent yet.');
    },
    on: ['phone'],
  },
  {
    state: 'a drill that is refused',
    bring: async ({ room, ana }) => {
      await room.troubles.expecting(/status of 422/, async () => {
        await ana.form(FORM).press();
        await ana.form(FORM).says('“One observation”: nothing is entered. Correct it and send again.');
      });
    },
    on: ['phone'],
  },
  {
    state: 'advice on what is written',
    bring: async ({ ana }) => {
      await ana.form(FORM).fill({ ...WRITTEN, 'field-question': 'You should call them' });
      await ana.form(FORM).field('field-observation').focus();
      await ana.page.waitForSelector('.field-advice:not(:empty)');
    },
    on: ['phone'],
  },
  {
    state: 'a drill that is handed in',
    bring: async ({ ana, screens: { projector } }) => {
      await ana.form(FORM).fill(WRITTEN);
      await ana.form(FORM).send();
      await shows(projector, '.responses-count', '1 of 2 have handed in');
    },
    on: ['projector', 'console', 'phone'],
  },
  {
    state: 'a phone without a connection, with something to send',
    bring: async ({ room, ben, screens: { other } }) => {
      // Also while the screens are looked at: the phone tries again and again.
      room.troubles.expect(OFFLINE);
      await other.context().setOffline(true);
      await ben.form(FORM).fill(WRITTEN);
      await ben.form(FORM).press();
      await ben.form(FORM).says(WAITING);
    },
    on: ['other'],
  },
  {
    state: 'a drill that is nearly done',
    bring: async (stage) => {
      const { room, ben, screens: { other } } = stage;
      await other.context().setOffline(false);
      await ben.hasSentAll();
      await ben.form(FORM).says('Kept. You can still change it.');
      room.troubles.expectNoMore(OFFLINE);
      await leave(stage, 55);
      await standsAt(followers(stage), WRITING, 'soon');
    },
    on: ['projector', 'console', 'phone'],
  },
  {
    state: 'a drill in its last moments',
    bring: async (stage) => {
      await leave(stage, 9);
      await standsAt(followers(stage), WRITING, 'urgent');
    },
    on: ['projector', 'console', 'phone'],
  },
  {
    state: 'a drill over time, and a timer that is paused',
    bring: async (stage) => {
      const { room } = stage;
      await room.console.timer(PAIRS, 'Pause');
      await room.server.advance(30);
      await standsAt(followers(stage), PAIRS, 'paused');
      await standsAt(followers(stage), WRITING, 'over');
    },
    on: ['projector', 'console', 'phone'],
  },
  {
    state: 'the results of a drill',
    bring: async ({ room, screens: { projector, phone } }) => {
      await room.console.click('Show results to the room');
      for (const page of [projector, phone]) await page.waitForSelector('.outcome-figure');
    },
    on: ['projector', 'console', 'phone'],
  },
  {
    state: 'asked whether groups are to be formed again',
    bring: async ({ room, screens: { console } }) => {
      await room.console.click('Form pairs again');
      await console.waitForSelector('.form-groups-again');
    },
    on: ['console'],
  },
];
