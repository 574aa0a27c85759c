// How the projector can show a session, and what the console lays over itself.

import { hearsOfElsewhere, isBack } from '../support/elsewhere.mjs';
import { shows, showsNo } from '../support/eventually.mjs';

export const modes = [
  {
    state: 'the code over the slide',
    bring: async ({ room, screens: { projector } }) => {
      await room.console.press('j');
      await shows(projector, '.join-large .lobby-code', room.code);
    },
    on: ['projector', 'console'],
  },
  {
    state: 'frozen',
    bring: async ({ room, screens: { projector, console } }) => {
      await room.console.press('j');
      await showsNo(projector, '.join-large');
      await room.console.press('z');
      await console.waitForSelector('.console-frozen p');
    },
    on: ['console', 'remote'],
  },
  {
    state: 'another address',
    bring: async ({ room, screens: { console, remote } }) => {
      await room.console.press('z');
      await showsNo(console, '.console-frozen p');
      for (const screen of [console, remote]) {
        await hearsOfElsewhere(screen);
        await screen.waitForSelector('.console-moved.shown');
      }
    },
    on: ['console', 'remote'],
  },
  {
    state: 'a slide is looked for by its words',
    bring: async ({ room, screens: { console, remote } }) => {
      for (const screen of [console, remote]) {
        await isBack(screen);
        await showsNo(screen, '.console-moved p');
      }
      await room.console.press('g');
      await console.waitForSelector('dialog[open] input:focus');
      await console.keyboard.type('the');
      await console.waitForSelector('dialog[open] li');
    },
    on: ['console'],
  },
  {
    state: 'all slides',
    bring: async ({ room, screens: { console } }) => {
      await room.console.press('Escape');
      await showsNo(console, 'dialog[open]');
      await room.console.press('o');
      await console.waitForSelector('dialog[open]');
    },
    on: ['console'],
  },
  {
    state: 'what can be set of the projector',
    bring: async ({ room, screens: { console } }) => {
      await room.console.press('Escape');
      await showsNo(console, 'dialog[open]');
      await console.locator('.control-projector').click();
      await console.waitForSelector('.projector-menu button');
    },
    on: ['console'],
  },
  {
    state: 'after the modes',
    bring: ({ room }) => room.console.press('Escape'),
    on: [],
  },
];
