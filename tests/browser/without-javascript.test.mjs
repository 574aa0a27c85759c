// Every form of a phone with JavaScript off: it is sent, and what is refused says why and keeps what
// was entered, so that it can be corrected.

import assert from 'node:assert/strict';
import test from 'node:test';
import { eventually, shows } from './support/eventually.mjs';
import { entries, log } from './support/log.mjs';
import { fields } from './support/play.mjs';
import { Room } from './support/room.mjs';

const POLL = 'symptom-check';
const DRILL = 'pre-read-drill';
const VOTE = 'coaching-or-deal';
const TEMPLATE = 'commitment-pre-read-template';
const [CANCELLED, NOTES] = ['Of my last eight 1:1s, three were cancelled', 'Nobody wrote notes last time'];
const [COACHING, DEAL] = ['Coaching moment', 'Deal-review moment'];
const CLOSED = 'The facilitator has closed this. What you sent before that counts.';
const OPTION = 'Product change';

function nothingIn(label) {
  return `“${label}”: nothing is entered. Correct it and send again.`;
}

test('all forms work with JavaScript off', async (t) => {
  const room = await Room.open(t);
  await room.begin('Without JavaScript');
  const chloe = await room.participant('Chloé', { javaScriptEnabled: false });

  const open = async (title) => {
    await room.console.jumpTo(title);
    await chloe.lookAgain();
    await shows(chloe.page, '.now-slide', title);
  };

  const isRefused = (form, sentence) =>
    room.troubles.expecting(/status of 422/, async () => {
      await form.press();
      await form.says(sentence);
    });

  /** Sends a choice when it is closed, which is refused; when it is open again, which is kept; and
   * then another. */
  const choose = async (t, form, what, first, second) => {
    await form.check(first);
    await room.console.click(`Close the ${what}`);
    await isRefused(form, CLOSED);
    await t.test(`a refused ${what} keeps what was chosen`, async () => {
      assert.equal(await form.choice(first).isChecked(), true);
      assert.equal(await form.choice(second).isChecked(), false);
    });
    await room.console.click('Open it again');
    await chloe.lookAgain();
    await form.check(first);
    await form.send();
    assert.equal(await form.choice(first).isChecked(), true);
    await form.check(second);
    await form.send();
    assert.equal(await form.choice(second).isChecked(), true);
  };

  await t.test('a poll', async (t) => {
    await open('Be honest: which of these are yours?');
    const form = chloe.form(POLL);
    await choose(t, form, 'poll', CANCELLED, NOTES);
    const both = ['100% 1 of 1', '0% 0 of 1', '100% 1 of 1', '0% 0 of 1'];
    await shows(room.desk, '.panel-activity .bars b', both);
    await form.uncheck(CANCELLED);
    await form.send();
    const [, none, one] = both;
    await shows(room.desk, '.panel-activity .bars b', [none, none, one, none]);
  });

  await t.test('a drill', async () => {
    await open('Your three fields, under five minutes');
    const form = chloe.form(DRILL);
    await form.fill(fields({ observation: '  ', context: 'A tool changes', question: 'And then?' }));
    await form.check(OPTION);
    await isRefused(form, nothingIn('One observation'));
    assert.equal(await form.field('field-context').inputValue(), 'A tool changes');
    assert.equal(await form.field('field-question').inputValue(), 'And then?');
    assert.equal(await form.choice(OPTION).isChecked(), true);
    await form.fill(fields({ observation: 'The Lopez call' }));
    await form.send();
    await form.fill(fields({ question: 'And before?' }));
    await form.send();
    const context = `${OPTION}: A tool changes`;
    const answer = ['The Lopez call', context, 'And before?'];
    await shows(room.desk, '.answer-row dd', answer);
  });

  await t.test('a vote', async (t) => {
    await open('Which side of the wall?');
    await choose(t, chloe.form(VOTE), 'vote', COACHING, DEAL);
    await shows(room.desk, '.panel-activity .bars b', ['0% 0 of 1', '100% 1 of 1']);
  });

  await t.test('a promise', async () => {
    await open('Write it, then say it aloud');
    const form = chloe.form(TEMPLATE);
    const due = '2031-01-31';
    await form.fill({ ...fields({ document: 'The shared doc', rep: '  ' }), due });
    await isRefused(form, nothingIn('Which rep'));
    assert.equal(await form.field('field-document').inputValue(), 'The shared doc');
    assert.equal(await form.field('due').inputValue(), due);
    await form.fill(fields({ rep: 'Kim' }));
    await form.send();
    await shows(chloe.page, '.made', '1 of 3 made');
    await form.fill(fields({ rep: 'Zoë' }));
    await form.send();
    await eventually('both are in the log', async () => {
      const kept = entries(await log(room.server, room.code)).map(({ rep }) => rep);
      assert.deepEqual(kept.slice(-2), ['Kim', 'Zoë']);
    });
  });
  room.troubles.assertNone();
});
