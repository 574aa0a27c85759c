// A facilitator whose mouse is broken runs the whole training: everything is done by keys.

import test from 'node:test';
import { LAPTOP, PROJECTOR } from './support/browser.mjs';
import { shows, showsNo } from './support/eventually.mjs';
import { Keyboard } from './support/keyboard.mjs';
import { fields } from './support/play.mjs';
import { Projector } from './support/projector.mjs';
import { Room, acts, cardOf } from './support/room.mjs';
import { TRAINING, places } from './support/training.mjs';

const NAMES = ['Ana', 'Ben', 'Chloé'];
const TITLE = 'By keys';
const POLL = 'symptom-check';
const DRILL = 'pre-read-drill';
const VOTE = 'coaching-or-deal';
const PROMISES = 'commitments';

const WRITTEN = fields({ observation: 'The demo', context: 'A tool changes', question: 'Why?' });
const TEMPLATE = fields({ document: 'The shared doc', rep: 'Kim' });

test('a facilitator runs all six sections without a mouse', async (t) => {
  const room = await Room.open(t);
  const act = acts(t, room);
  const way = places();
  let desk, keys, phones, projector;
  let at = -1;

  const button = (name) => desk.getByRole('button', { name, exact: true });
  const timer = (id, name) => {
    return desk.locator(`.timer-controls[data-timer="${id}"]`).getByRole('button', { name, exact: true });
  };
  const forwardTo = async (activity) => {
    do {
      await keys.press('PageDown');
      at += 1;
      await projector.showsPlace(way[at]);
    } while (way[at].activity !== activity && at + 1 < way.length);
  };

  await act('they start a session from the desk', async () => {
    desk = await room.signIn(LAPTOP);
    keys = new Keyboard(desk);
    const card = desk.locator(cardOf(TRAINING));
    await keys.write(card.getByLabel('Name of this session'), TITLE);
    await keys.push(card.getByRole('button', { name: 'Start a session' }));
    await room.comesToConsole();
  });

  await act('they open the projector', async () => {
    const opened = desk.context().waitForEvent('page');
    await keys.push(desk.getByRole('link', { name: 'Open projector' }));
    const page = await opened;
    room.watch(page, 'projector');
    projector = await new Projector(page).ready();
    await page.setViewportSize(PROJECTOR.viewport);
    await desk.bringToFront();
    phones = [];
    for (const name of NAMES) phones.push(await room.participant(name));
    await desk.bringToFront();
    await shows(projector.page, '.lobby-count', '3 people here');
  });

  await act('they show what was answered to the poll', async () => {
    await forwardTo(POLL);
    for (const phone of phones) {
      await phone.form(POLL).form.locator('input[type="checkbox"]').first().check();
      await phone.form(POLL).send();
    }
    await keys.push(button('Show results to the room'));
    await shows(projector.page, '.responses-count', '3 of 3 have answered');
    await projector.page.waitForSelector('.bars');
  });

  await act('they answer a question on the projector', async () => {
    const question = desk.locator('.question-show').first();
    await keys.push(question);
    await projector.page.waitForSelector('.faq-answer');
    await keys.push(question);
    await showsNo(projector.page, '.faq-answer');
  });

  await act('they run the drill, with its pairs and both timers', async () => {
    await forwardTo(DRILL);
    await keys.push(button('Form pairs'));
    await projector.page.waitForSelector('.seating');
    await keys.push(timer('pre-read-drill-pairs', 'Start'));
    await keys.push(timer('pre-read-drill-writing', 'Start'), ' ');
    await projector.page.waitForSelector('.countdown[data-timer="pre-read-drill-writing"][data-state="running"]');
    for (const phone of phones) {
      await phone.form(DRILL).fill(WRITTEN);
      await phone.form(DRILL).send();
    }
    await keys.push(button('Show results to the room'));
    await shows(projector.page, '.outcome-figure', '3 of 3 inside 5:00');
  });

  await act('they let a table decide, and reveal the answer', async () => {
    await forwardTo(VOTE);
    await keys.push(button('Form tables of 3'));
    await keys.push(timer('coaching-or-deal-decide', 'Start'));
    await phones[0].form(VOTE).check('Coaching moment');
    await phones[0].form(VOTE).send();
    await keys.push(button('Close and reveal the answer'));
    await shows(projector.page, '.answer-word', 'Both');
  });

  await act('they have promises read aloud', async () => {
    await forwardTo(PROMISES);
    const form = phones[0].form('commitment-pre-read-template');
    await form.fill(TEMPLATE);
    await form.send();
    await keys.push(button('Read the next one aloud'));
    await shows(projector.page, '.reading-name', NAMES[0]);
  });

  await act('they come to the end, and read the report', async () => {
    await forwardTo(null);
    await keys.push(button('End'));
    await keys.push(button('End for all'));
    await shows(projector.page, '.projector-end h1', 'Thank you');
    await keys.push(desk.getByRole('link', { name: 'Report', exact: true }));
    await shows(desk, 'h1', TITLE);
  });
});
