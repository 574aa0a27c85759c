// The moments of a training in which names and numbers of people are on the screens.

import { shows } from '../support/eventually.mjs';

const TEMPLATE = 'pre-read-template';
const [SHORT, LONG] = ['Kim', 'a shared document with everything that was agreed since spring '.repeat(4)];
const FEW = 5;

/** One writes far too much, all others as one should. */
function entry(number) {
  return number === 0 ? LONG : SHORT;
}

export const crowded = [
  {
    state: 'all in the lobby',
    bring: ({ names, screens: { projector } }) => shows(projector, '.lobby-count', `${names.length} people here`),
    on: ['projector', 'console', 'zoomedConsole'],
  },
  {
    state: 'a poll that all have answered',
    bring: async ({ room, crowd, screens: { projector } }) => {
      await room.console.jumpTo('Be honest: which of these are yours?');
      const choices = ['cancelled', 'stages-walked', 'no-notes', 'no-career'];
      await crowd.answer('symptom-check', (number) => ({ choice: choices[number % choices.length] }));
      await room.console.click('Show results to the room');
      await projector.waitForSelector('.bars');
    },
    on: ['projector', 'console'],
  },
  {
    state: 'a drill in pairs',
    bring: async ({ room, screens: { phone } }) => {
      await room.console.jumpTo('Your three fields, under five minutes');
      await room.console.click('Form pairs');
      await phone.waitForSelector('.group-line');
    },
    on: ['projector', 'console', 'phone', 'zoomedConsole', 'zoomedPhone'],
  },
  {
    state: 'a drill that all have handed in',
    bring: async ({ room, crowd, names, screens: { console, projector } }) => {
      for (const timer of ['pairs', 'writing']) {
        await room.console.timer(`pre-read-drill-${timer}`, 'Start');
      }
      await crowd.answer('pre-read-drill', (number) => ({
        'field-observation': entry(number),
        'field-context': entry(number),
        'field-question': `What did you hear in ${entry(number)}?`,
      }));
      const allButOne = `${names.length - 1} of ${names.length} have handed in`;
      await shows(console, '.panel-activity .responses-count', allButOne);
      await room.console.click('Show results to the room');
      await projector.waitForSelector('.outcome-figure');
    },
    on: ['projector', 'console', 'phone', 'zoomedConsole', 'zoomedPhone'],
  },
  {
    state: 'a vote at tables',
    bring: async ({ room, crowd, screens: { phone } }) => {
      await room.console.jumpTo('Which side of the wall?');
      await room.console.click('Form tables of 3');
      await phone.waitForSelector('.group-line');
      await crowd.answer('coaching-or-deal', () => ({ choice: 'coaching-moment' }));
    },
    on: ['projector', 'console', 'phone'],
  },
  {
    state: 'the answer of a vote at tables',
    bring: async ({ room, screens: { projector } }) => {
      await room.console.click('Close and reveal the answer');
      await shows(projector, '.answer-word', 'Both');
    },
    on: ['projector', 'console', 'phone'],
  },
  {
    state: 'promises that all have made, and some two of them',
    bring: async ({ room, crowd, screens: { console } }) => {
      await room.console.jumpTo('Write it, then say it aloud');
      const named = (number) => ({ 'field-document': entry(number), 'field-rep': entry(number) });
      await crowd.promise(TEMPLATE, named);
      await crowd.promise('deal-review-meeting', (number) => number < FEW && { 'field-time': '09:00' });
      await console.waitForSelector('.commitment');
    },
    on: ['projector', 'console', 'phone', 'zoomedConsole', 'zoomedPhone'],
  },
  {
    state: 'a promise of many words that is read aloud',
    bring: async ({ names, screens: { console, projector } }) => {
      const commitment = console.locator('.commitment', { hasText: LONG.slice(0, 40) }).first();
      await commitment.locator('.commitment-show').click();
      await shows(projector, '.reading-name', names[0]);
    },
    on: ['projector', 'console'],
  },
  {
    state: 'what can be done with somebody of a long name',
    bring: ({ room, names }) => room.console.openPerson(names[0]),
    on: ['console', 'zoomedConsole'],
  },
  {
    state: 'people without a phone',
    bring: (stage) => stage.visit(`/s/${stage.room.code}/entry`, 'second'),
    on: ['second'],
  },
  {
    state: 'the end',
    bring: async ({ room, screens: { projector } }) => {
      await room.console.click('End');
      await room.console.click('End for all');
      await shows(projector, '.projector-end h1', 'Thank you');
    },
    on: ['projector', 'console', 'phone', 'zoomedPhone'],
  },
  {
    state: 'the report',
    bring: async (stage) => {
      for (const who of ['second', 'zoomedConsole']) await stage.visit(`/s/${stage.room.code}/report`, who);
    },
    on: ['second', 'zoomedConsole'],
  },
  {
    state: 'what became of the promises',
    bring: (stage) => stage.visit(`/s/${stage.room.code}/check-ins`, 'second'),
    on: ['second'],
  },
];
