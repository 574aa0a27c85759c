// Three promises.

import { shows } from '../support/eventually.mjs';

const TEMPLATE = 'commitment-pre-read-template';
const PROMISES = {
  [TEMPLATE]: { 'field-document': 'The shared doc', 'field-rep': 'Kim' },
  'commitment-deal-review-meeting': {},
  'commitment-career-conversation': { 'field-rep': 'Kim' },
};

export const commitments = [
  {
    state: 'promises that nobody has made',
    bring: async ({ room, ana }) => {
      await room.console.jumpTo('Write it, then say it aloud');
      await shows(ana.page, '.made', '0 of 3 made');
    },
    on: ['projector', 'console', 'phone'],
  },
  {
    state: 'a promise that is refused',
    bring: async ({ room, ana }) => {
      const form = ana.form(TEMPLATE);
      await form.fill({ 'field-document': '  ', 'field-rep': 'Kim' });
      await room.troubles.expecting(/status of 422/, async () => {
        await form.press();
        await form.says('“Which doc”: nothing is entered. Correct it and send again.');
      });
    },
    on: ['phone'],
  },
  {
    state: 'three promises that are made',
    bring: async ({ ana, screens: { projector, console } }) => {
      for (const [id, fields] of Object.entries(PROMISES)) {
        await ana.form(id).fill(fields);
        await ana.form(id).send();
      }
      await shows(ana.page, '.made', '3 of 3 made');
      await shows(projector, '.responses-count', '1 of 2 have all 3');
      await console.waitForSelector('.commitment');
    },
    on: ['projector', 'console', 'phone'],
  },
  {
    state: 'a promise that is read aloud',
    bring: async ({ room, screens: { console, projector } }) => {
      await room.console.click('Read the next one aloud');
      for (const page of [console, projector]) await page.waitForSelector('.reading, [data-state="reading"]');
    },
    on: ['projector', 'console'],
  },
  {
    state: 'a buddy',
    bring: async ({ ana, ben }) => {
      for (const phone of [ana, ben]) {
        await phone.form('buddies').press();
        await shows(phone.page, '.card-buddies button', 'Stop sharing');
      }
      await ben.page.waitForSelector('.buddy-promises');
    },
    on: ['phone', 'other'],
  },
  {
    state: 'people without a phone',
    bring: (stage) => stage.visit(`/s/${stage.room.code}/entry`, 'second'),
    on: ['second'],
  },
  {
    state: 'the forms of somebody without a phone',
    bring: async ({ screens: { second } }) => {
      await second.getByLabel('Name, as the room knows them').fill('Gül');
      await second.getByRole('button', { name: 'Add' }).click();
      await second.waitForURL(/open=/);
    },
    on: ['second'],
  },
  {
    state: 'cards to print',
    bring: (stage) => stage.visit(`/s/${stage.room.code}/cards`, 'second'),
    on: ['second'],
  },
  {
    state: 'promises of before',
    bring: async ({ room, screens: { phone } }) => {
      await room.console.jumpTo('Be honest: which of these are yours?');
      await shows(phone, '.now-slide', 'Be honest: which of these are yours?');
    },
    on: ['phone'],
  },
  {
    state: 'what is kept of the training',
    bring: async ({ screens: { phone } }) => {
      for (const summary of await phone.locator('.keep summary').all()) await summary.click();
    },
    on: ['phone'],
  },
  {
    state: 'all that is kept, on one page',
    bring: async ({ screens: { phone } }) => {
      await phone.getByRole('link', { name: 'All on one page, to copy or print' }).click();
      await phone.waitForSelector('#keep');
    },
    on: ['phone'],
  },
];
