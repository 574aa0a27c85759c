// Until the training begins.

import { shows } from '../support/eventually.mjs';

const TOO_LITTLE = '   ';

export const lobby = [
  {
    state: 'no session yet',
    bring: (stage) => stage.signIn(),
    on: ['desk'],
  },
  {
    state: 'nobody in the lobby',
    bring: (stage) => stage.startSession(),
    on: ['console', 'projector'],
  },
  {
    state: 'the link for the facilitator’s own phone',
    bring: async ({ room }) => {
      await room.console.click('Add a device');
      await room.console.click('My phone as remote');
      await room.desk.waitForSelector('.remote-qr svg');
    },
    on: ['console'],
  },
  {
    state: 'the list of keys',
    bring: async ({ room }) => {
      await room.console.click('Close');
      await room.console.press('?');
      await shows(room.desk, '.key-list h2', 'Keys');
    },
    on: ['console'],
  },
  {
    state: 'asked for a name',
    bring: async (stage) => {
      await stage.room.console.press('?');
      await stage.visit(`/j/${stage.room.code}`);
    },
    on: ['visitor'],
  },
  {
    state: 'a name that is refused',
    bring: async ({ room, screens: { visitor } }) => {
      await visitor.getByLabel('Your name, as the room knows you').fill(TOO_LITTLE);
      await room.troubles.expecting(/status of 422/, async () => {
        await visitor.getByRole('button', { name: 'Join' }).click();
        await visitor.waitForSelector('.form-status[data-tone="refused"]');
      });
    },
    on: ['visitor'],
  },
  {
    state: 'two people in the lobby',
    bring: async (stage) => {
      await stage.bringPhones();
      await shows(stage.screens.projector, '.lobby-count', '2 people here');
      await shows(stage.screens.console, '.person-name', ['Ana', 'Ben']);
    },
    on: ['console', 'remote', 'projector', 'phone'],
  },
  {
    state: 'an open session',
    bring: (stage) => stage.visit('/facilitate', 'second'),
    on: ['second'],
  },
  {
    state: 'before the doors open',
    bring: async (stage) => {
      await stage.visit(`/s/${stage.room.code}/pre-flight`, 'second');
      await stage.screens.second.waitForSelector('[data-check="clock"][data-state="good"]');
    },
    on: ['second'],
  },
  {
    state: 'a phone that gets through',
    bring: (stage) => stage.visit(`/reach/${stage.room.code}`),
    on: ['visitor'],
  },
  {
    state: 'asked for a name again',
    bring: (stage) => stage.visit(`/j/${stage.room.code}`),
    on: [],
  },
  {
    state: 'the door is closed',
    bring: async ({ room, screens: { projector } }) => {
      await room.console.click('Close the door');
      await projector.waitForSelector('.lobby.closed');
    },
    on: ['console', 'projector'],
  },
  {
    state: 'refused at the door',
    bring: async ({ room, screens: { visitor } }) => {
      await room.troubles.expecting(/status of 4\d\d/, async () => {
        await visitor.getByLabel('Your name, as the room knows you').fill('Zoë');
        await visitor.getByRole('button', { name: 'Join' }).click();
        await visitor.waitForSelector('text=/door/i');
      });
      await room.console.click('Open the door');
    },
    on: ['visitor'],
  },
];
