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
