// Somebody is taken off the list, the session ends, and what is left of it.

import { shows } from '../support/eventually.mjs';

export const end = [
  {
    state: 'asked whether somebody is to be removed',
    bring: async ({ room }) => {
      await room.console.openPerson('Ben');
      await room.console.click('Remove');
      await room.console.click('End');
    },
    on: ['console'],
  },
  {
    state: 'off the list',
    bring: async ({ room, screens: { console, other } }) => {
      await room.console.click('Go on');
      await console.locator('.person-remove.danger').click();
      await shows(other, '.card-now h1', 'You are off the list');
    },
    on: ['other', 'console'],
  },
  {
    state: 'over',
    bring: async ({ room, screens: { projector, phone } }) => {
      await phone.goBack();
      await room.console.click('End');
      await room.console.click('End for all');
      await shows(projector, '.projector-end h1', 'Thank you');
      await shows(phone, '.card-now h1', 'Thank you');
    },
    on: ['projector', 'console', 'remote', 'phone'],
  },
  {
    state: 'a link of one’s own',
    bring: async ({ screens: { phone } }) => {
      await phone.locator('#return-link').click();
      await phone.locator('.own-link').waitFor();
      await phone.locator('summary', { hasText: 'QR code' }).click();
      await phone.locator('.promise-amend summary').first().click();
    },
    on: ['phone'],
  },
  {
    state: 'what became of a promise',
    bring: async ({ screens: { phone } }) => {
      const form = phone.locator('form.check-in').first();
      await form.getByLabel('Dropped', { exact: true }).check();
      await form.getByLabel('Why').fill('No time');
      await form.getByRole('button').click();
      await shows(phone, '.check-in .made', 'You said: Dropped: No time');
    },
    on: ['phone'],
  },
  {
    state: 'asked whether one’s own words are to be deleted',
    bring: async ({ screens: { phone } }) => {
      await phone.getByRole('link', { name: 'Delete what I wrote' }).click();
      await shows(phone, 'h1', 'Delete what you wrote?');
    },
    on: ['phone'],
  },
  {
    state: 'what became of the promises',
    bring: (stage) => stage.visit(`/s/${stage.room.code}/check-ins`, 'desk'),
    on: ['desk'],
  },
  {
    state: 'the report',
    bring: (stage) => stage.visit(`/s/${stage.room.code}/report`, 'desk'),
    on: ['desk'],
  },
  {
    state: 'asked whether a session is to be deleted',
    bring: (stage) => stage.visit(`/s/${stage.room.code}/delete`, 'desk'),
    on: ['desk'],
  },
  {
    state: 'a past session',
    bring: (stage) => stage.visit('/facilitate', 'desk'),
    on: ['desk'],
  },
  {
    state: 'home, for the facilitator',
    bring: (stage) => stage.visit('/', 'desk'),
    on: ['desk'],
  },
];
