// Each layout of a slide, with all its steps. The activities have files of their own.

import { shows, showsNo } from '../support/eventually.mjs';

const LAYOUTS = {
  title: 'The Sales Manager 1:1 Reboot',
  statement: 'What did your last 1:1 really accomplish?',
  plain: 'Left alone, it turns into a status meeting',
  quote: 'What your third field is for',
  split: 'Two thirds of the time are theirs',
  script: 'Open it like this',
  phrases: 'Ban these. Ask those.',
  sources: 'Where this comes from',
};

async function showWhole({ room, screens: { projector } }, layout, title) {
  await room.console.jumpTo(title);
  await shows(projector, `.projector-slide .layout-${layout} h1`, title);
  while ((await projector.locator('[data-unrevealed]').count()) > 0) {
    const hidden = await projector.locator('[data-unrevealed]').count();
    await room.console.press('PageDown');
    await projector.waitForFunction(
      (hidden) => document.querySelectorAll('[data-unrevealed]').length < hidden,
      hidden,
    );
  }
}

const layouts = Object.entries(LAYOUTS).map(([layout, title]) => ({
  state: `a slide of the layout “${layout}”`,
  bring: (stage) => showWhole(stage, layout, title),
  on: ['projector', 'console'],
}));

export const slides = [
  ...layouts,
  {
    state: 'a slide without an activity',
    bring: ({ screens: { phone } }) => shows(phone, '.now-slide', LAYOUTS.sources),
    on: ['phone'],
  },
  {
    state: 'a slide that is read on the phone',
    bring: async ({ screens: { phone } }) => {
      await phone.getByText('Read the screen here').click();
      await phone.waitForSelector('.on-screen[open]');
    },
    on: ['phone'],
  },
  {
    state: 'a script in large type',
    bring: async ({ room }) => {
      await room.console.jumpTo(LAYOUTS.script);
      await room.desk.locator('.script-here').click();
      await room.desk.waitForSelector('.teleprompter');
    },
    on: ['console'],
  },
  {
    state: 'black',
    bring: async ({ room, screens: { projector } }) => {
      await room.console.press('Escape');
      await room.console.click('Black');
      await projector.waitForSelector('.projector.black', { state: 'attached' });
    },
    on: ['projector', 'console'],
  },
  {
    state: 'without the join code',
    bring: async ({ room, screens: { projector } }) => {
      await room.console.click('Black');
      await room.console.setProjector('Join code in the corner');
      await showsNo(projector, '.join-chip');
    },
    on: ['projector'],
  },
];
