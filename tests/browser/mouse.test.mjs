// A participant with a laptop presses a button for longer than a finger taps. What comes in
// meanwhile must not take the button away under the press.

import test from 'node:test';
import { LAPTOP } from './support/browser.mjs';
import { untilHeard } from './support/feed.mjs';
import { KEPT, Phone } from './support/phone.mjs';
import { fields } from './support/play.mjs';
import { Room } from './support/room.mjs';

const CAREER = 'commitment-career-conversation';
const TEMPLATE = 'commitment-pre-read-template';

async function press(laptop, form) {
  await form.button.hover();
  await laptop.page.mouse.down();
}

/** Waits until the page has done what it had planned for this moment. */
function atRest(page) {
  return page.evaluate(() => new Promise((done) => setTimeout(() => setTimeout(done))));
}

async function release(laptop, form) {
  await atRest(laptop.page);
  await laptop.page.mouse.up();
  await form.says(KEPT);
  await laptop.hasSentAll();
}

test('a press of the mouse sends the form whatever comes in', async (t) => {
  const room = await Room.open(t);
  await room.begin('With a laptop');
  await room.console.jumpTo('Write it, then say it aloud');
  const laptop = new Phone(await room.device('Ana’s laptop', LAPTOP), 'Ana', true);
  await laptop.joinByLink(room.joinLink);
  const form = laptop.form(CAREER);

  /** Something new on this page: she promises something else in another window. */
  const news = (document) =>
    untilHeard(laptop.page, () =>
      laptop.post('commit', {
        form: TEMPLATE,
        kind: 'pre-read-template',
        due: '2031-01-31',
        ...fields({ document, rep: 'Kim' }),
      }),
    );

  await t.test('while she writes', async () => {
    await form.fill({ 'field-rep': 'Kim' });
    await news('One');
    await press(laptop, form);
    await release(laptop, form);
  });

  await t.test('while she presses', async () => {
    await form.fill({ 'field-rep': 'Zoë' });
    await press(laptop, form);
    await news('Two');
    await release(laptop, form);
  });
  room.troubles.assertNone();
});
