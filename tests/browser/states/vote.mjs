// Tables decide.

import assert from 'node:assert/strict';
import { eventually, shows, texts } from '../support/eventually.mjs';

const FORM = 'coaching-or-deal';

export const vote = [
  {
    state: 'a vote that nobody has decided',
    bring: async ({ room, ana }) => {
      await room.console.jumpTo('Which side of the wall?');
      await ana.form(FORM).form.waitFor();
    },
    on: ['projector', 'console', 'phone'],
  },
  {
    state: 'a vote that a table has decided',
    bring: async ({ room, ana, ben, screens: { projector } }) => {
      await room.console.click('Form tables of 3');
      await shows(ana.page, '.group-line', 'Table 1, with Ben');
      await ben.form(FORM).check('Coaching moment');
      await ben.form(FORM).send();
      await shows(projector, '.responses-count', '1 of 1 tables have decided');
      await eventually('the phone says what its table has chosen', async () => {
        const help = await texts(ana.page, '.card-activity .field-help');
        assert.ok(help.includes('Your group says: Coaching moment (Ben).'), help.join('|'));
      });
    },
    on: ['projector', 'console', 'phone', 'other'],
  },
  {
    state: 'a vote that is closed',
    bring: async ({ room, ana }) => {
      await room.console.click('Close the vote');
      await eventually('the phone says that the vote is closed', async () => {
        const help = await texts(ana.page, '.card-activity .field-help');
        assert.ok(help.includes('The facilitator has closed the vote.'), help.join('|'));
      });
    },
    on: ['projector', 'console', 'phone'],
  },
  {
    state: 'the answer of a vote',
    bring: async ({ room, screens: { projector, phone } }) => {
      await room.console.click('Reveal the answer');
      for (const page of [projector, phone]) await shows(page, '.answer-word', 'Both');
    },
    on: ['projector', 'console', 'phone', 'other'],
  },
];
