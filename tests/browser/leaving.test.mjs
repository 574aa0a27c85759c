// What becomes of those who write when they are taken off the list, when the session ends, and when
// it is deleted.

import assert from 'node:assert/strict';
import test from 'node:test';
import { eventually, shows, showsNo, texts } from './support/eventually.mjs';
import { entries, log } from './support/log.mjs';
import { KEPT, WAITING } from './support/phone.mjs';
import { fields } from './support/play.mjs';
import { Room, acts } from './support/room.mjs';
import { OFFLINE } from './support/troubles.mjs';

const DRILL = 'pre-read-drill';
const TITLE = 'Your three fields, under five minutes';
const GONE = /^The facilitator has taken you off the list\./;
/** In milliseconds. */
const SOON = 5_000;

function whole(observation) {
  return { observation, context: 'A tool changes', question: 'And then?' };
}

async function write(phone, observation) {
  await phone.form(DRILL).fill(fields(whole(observation)));
}

async function handIn(phone, observation) {
  await write(phone, observation);
  await phone.form(DRILL).send();
}

/** Hands in without a network. */
async function handInAlone(phone, observation) {
  await phone.loseNetwork();
  await write(phone, observation);
  await phone.form(DRILL).press();
  await phone.form(DRILL).says(WAITING);
}

async function isOffTheList(phone) {
  await shows(phone.page, 'h1', 'You are off the list');
  await showsNo(phone.page, 'form');
}

/** Whoever could not send any more reads so, and still has their words. */
function isToldAndKeepsTheWords(phone, words) {
  const check = async () => {
    const read = await texts(phone.page, 'main');
    const fields = phone.page.locator('textarea');
    const written = await fields.evaluateAll((all) => all.map(({ value }) => value));
    const seen = [...read, ...written].join(' ');
    for (const one of ['This session is over', words]) assert.ok(seen.includes(one), `No “${one}”.`);
  };
  return eventually(`${phone.name} reads what became of “${words}”`, check, SOON);
}

async function observations(room) {
  return entries(await log(room.server, room.code)).map(({ observation }) => observation);
}

test('who writes is told when it is over', async (t) => {
  const room = await Room.open(t);
  const act = acts(t, room);
  await room.begin('Leaving');
  await room.console.jumpTo(TITLE);
  const projector = room.projector.page;
  const ana = await room.participant('Ana');
  const ben = await room.participant('Ben');
  const esra = await room.participant('Esra');
  const chloe = await room.participant('Chloé', { javaScriptEnabled: false });

  await act('somebody is taken off the list, and counts no more', async () => {
    await room.console.click('Form pairs');
    for (const phone of [ana, ben, esra]) await handIn(phone, `${phone.name}’s`);
    await shows(projector, '.responses-count', '3 of 4 have handed in');
    await room.console.remove('Ben');
    await isOffTheList(ben);
    await shows(projector, '.responses-count', '2 of 3 have handed in');
    await shows(projector, '.headcount', '3 people here');
    await shows(room.desk, '.roster .person-name', ['Ana', 'Esra', 'Chloé']);
    await shows(room.desk, '.answer-name', ['Ana', 'Esra']);
    const seated = (await texts(projector, '.group-names')).join(', ');
    assert.ok(!seated.includes('Ben'), seated);
    await ben.reload();
    await isOffTheList(ben);
    await ben.open(room.joinLink);
    await isOffTheList(ben);
    const late = await ben.post('answer', { form: DRILL, activity: DRILL, ...fields(whole('Late')) });
    assert.equal(late.status, 422);
    assert.match(late.text, GONE);
  });

  await act('somebody else is, while what they sent still waits', async () => {
    await room.troubles.expecting(OFFLINE, async () => {
      await handInAlone(esra, 'Too late');
      await room.console.remove('Esra');
      await shows(projector, '.responses-count', '1 of 2 have handed in');
      await room.troubles.expecting(/status of 422/, async () => {
        await esra.findNetwork();
        await esra.hasSentAll();
        await isOffTheList(esra);
      });
    });
    assert.deepEqual(await observations(room), ['Ana’s', 'Ben’s', 'Esra’s']);
  });

  await act('who is let back in finds what they wrote', async () => {
    await room.desk.locator('.sent-out summary').click();
    const row = room.desk.locator('.sent-out .person', { hasText: 'Ben' });
    await row.getByRole('button', { name: 'Let them back in' }).click();
    await ben.form(DRILL).says(KEPT);
    assert.equal(await ben.form(DRILL).field('field-observation').inputValue(), 'Ben’s');
    await shows(projector, '.responses-count', '2 of 3 have handed in');
  });

  await act('the session ends while three write', async () => {
    await write(ana, 'Ana’s next');
    await chloe.lookAgain();
    await write(chloe, 'Chloé’s');
    await room.troubles.expecting(OFFLINE, async () => {
      await handInAlone(ben, 'Ben’s next');
      await room.console.click('End');
      await room.console.click('End for all');
      await shows(ana.page, '.card-now h1', 'Thank you');
      await room.troubles.expecting(/status of 422/, async () => {
        await ben.findNetwork();
        await shows(ben.page, '.card-now h1', 'Thank you');
        await ben.hasSentAll();
        await ana.form(DRILL).press();
        await chloe.form(DRILL).press();
        await chloe.page.waitForURL(/\/answer$/);
      });
    });
    assert.deepEqual(await observations(room), ['Ana’s', 'Ben’s', 'Esra’s']);
  });

  for (const [phone, words] of [[chloe, 'Chloé’s'], [ana, 'Ana’s next'], [ben, 'Ben’s next']]) {
    await t.test(`${phone.name} is told, and has the words that nobody else has`, async () => {
      await isToldAndKeepsTheWords(phone, words);
    });
  }

  await t.test('no countdown is left', async () => {
    for (const { page } of [ana, ben, chloe]) await showsNo(page, '.countdown');
  });

  await act('a session is deleted while two write', async () => {
    await room.desk.goto(`${room.server.local}/facilitate`);
    await room.startSession('To be deleted');
    await room.console.jumpTo(TITLE);
    for (const phone of [ana, chloe]) {
      await phone.joinByLink(room.joinLink);
      await write(phone, `${phone.name}’s`);
    }
    await room.desk.goto(`${room.server.local}/s/${room.code}/delete`);
    await room.troubles.expecting(/status of 404/, async () => {
      await room.desk.getByRole('button', { name: 'Delete for good' }).click();
      const sentence = `No session has the code “${room.code}”.`;
      await shows(ana.page, 'h1', sentence);
      await chloe.form(DRILL).press();
      await shows(chloe.page, 'h1', sentence);
    });
    assert.deepEqual(await log(room.server, room.code), []);
  });
});
