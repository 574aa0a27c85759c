// What comes between: a question of the training's list, and a pause.

import { shows, showsNo } from '../support/eventually.mjs';

async function show(question, projector) {
  await question.click();
  await shows(projector, '.faq-answer h1', await question.textContent());
}

async function hide(console, projector) {
  await console.locator('.question-show[aria-pressed="true"]').click();
  await showsNo(projector, '.faq-answer');
}

export const interruptions = [
  {
    state: 'the longest answer to a question',
    bring: async ({ screens: { console, projector } }) => {
      await console.bringToFront();
      let longest = { length: 0 };
      for (const question of await console.locator('.question-show').all()) {
        await show(question, projector);
        const { length } = await projector.locator('.faq-answer').textContent();
        if (length > longest.length) longest = { length, question };
      }
      await hide(console, projector);
      await show(longest.question, projector);
    },
    on: ['projector', 'console'],
  },
  {
    state: 'a pause',
    bring: async ({ room, screens: { console, projector } }) => {
      await hide(console, projector);
      await room.console.click('Pause');
      await projector.waitForSelector('.projector-pause.shown');
    },
    on: ['projector', 'console', 'phone'],
  },
  {
    state: 'after the pause',
    bring: async ({ room, screens: { projector } }) => {
      await room.console.click('Pause');
      await showsNo(projector, '.projector-pause');
    },
    on: [],
  },
];
