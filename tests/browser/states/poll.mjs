// A show of hands.

import { shows } from '../support/eventually.mjs';

const FORM = 'symptom-check';
const HAND = 'Nobody wrote notes last time';

export const poll = [
  {
    state: 'a poll that nobody has answered',
    bring: async ({ room, ana }) => {
      await room.console.setProjector('Join code in the corner');
      await room.console.jumpTo('Be honest: which of these are yours?');
      await ana.form(FORM).form.waitFor();
    },
    on: ['projector', 'console', 'phone'],
  },
  {
    state: 'a poll with a hand that is not sent',
    bring: async ({ ana }) => {
      await ana.form(FORM).check(HAND);
      await ana.form(FORM).says('Not sent yet.');
    },
    on: ['phone'],
  },
  {
    state: 'a poll that one has answered',
    bring: async ({ ana, screens: { projector } }) => {
      await ana.form(FORM).send();
      await shows(projector, '.responses-count', '1 of 2 have answered');
    },
    on: ['projector', 'console', 'phone'],
  },
  {
    state: 'hands that are counted by eye',
    bring: async ({ room, screens: { console } }) => {
      await console.getByText('Count hands instead').click();
      for (const field of await console.locator('.hand-count-field input').all()) await field.fill('2');
      await console.getByLabel('People counted').fill('1');
      await room.troubles.expecting(/status of 422/, async () => {
        await room.console.click('Enter the count');
        await console.waitForSelector('.hand-count-form .form-status:not(:empty)');
      });
    },
    on: ['console'],
  },
  {
    state: 'a poll that is closed',
    bring: async ({ room, ana }) => {
      await room.console.click('Close the poll');
      await ana.form(FORM).says('Kept.');
    },
    on: ['console', 'projector', 'phone', 'other'],
  },
  {
    state: 'the results of a poll',
    bring: async ({ room, screens: { projector, phone } }) => {
      await room.console.click('Show results to the room');
      for (const page of [projector, phone]) await page.waitForSelector('.bars');
    },
    on: ['projector', 'console', 'phone'],
  },
];
