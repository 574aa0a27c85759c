// Tables of three decide; somebody comes late; and then it is closed.

import assert from 'node:assert/strict';
import { eventually, shows, showsNo, texts } from '../support/eventually.mjs';
import { knowTheirGroup, seated } from './seating.mjs';

const TITLE = 'Which side of the wall?';
const FORM = 'coaching-or-deal';
const COACHING = 'Coaching moment';
const DEAL = 'Deal-review moment';
const TABLES = { 2: [2], 3: [3], 7: [3, 4] };
const LATE = 'Zoë, who is late';

/** Waits until a phone says what its table has chosen, and offers to choose otherwise. */
async function knowsTheChoice(phone, choice, by) {
  await eventually(`${phone.name} knows that ${by} chose ${choice}`, async () => {
    const help = await texts(phone.page, '.card-activity .field-help');
    assert.ok(help.includes(`Your group says: ${choice} (${by}).`), help.join('|'));
    assert.equal(await phone.form(FORM).choice(choice).isChecked(), true);
    assert.equal(await phone.form(FORM).choice(choice).isEnabled(), true);
  });
}

async function decide(phone, choice) {
  await phone.form(FORM).check(choice);
  await phone.form(FORM).send();
}

function decided(room, count, tables) {
  const line = `${count} of ${tables} tables have decided`;
  return shows(room.projector.page, '.responses-count', line);
}

/** Gives the phone of somebody who has come late. */
export async function vote({ room, phones }) {
  const sizes = TABLES[phones.length];
  await room.console.jumpTo(TITLE);
  await room.console.click('Form tables of 3');
  const tables = await seated(room, phones, sizes);
  await knowTheirGroup(tables, 'Table');
  await decided(room, 0, tables.length);

  const smallest = tables.reduce((least, table) => (table.length < least.length ? table : least));
  const [speaker] = smallest;
  await decide(speaker, COACHING);
  for (const phone of smallest) await knowsTheChoice(phone, COACHING, speaker.name);
  await decided(room, 1, tables.length);
  await showsNo(room.projector.page, '.bars');

  const late = await room.participant(LATE);
  smallest.push(late);
  await knowTheirGroup(tables, 'Table');
  await knowsTheChoice(late, COACHING, speaker.name);
  await decide(late, DEAL);
  for (const phone of smallest) await knowsTheChoice(phone, DEAL, LATE);
  await decided(room, 1, tables.length);

  for (const [first] of tables.filter((table) => table !== smallest)) await decide(first, COACHING);
  await decided(room, tables.length, tables.length);
  await isClosedByItsAnswer(room, tables);
  return late;
}

async function isClosedByItsAnswer(room, tables) {
  const everybody = tables.flat();
  const [late] = everybody.filter(({ name }) => name === LATE);
  await room.console.click('Close and reveal the answer');
  const share = (count) => `${(100 * count) / tables.length}% ${count} of ${tables.length}`;
  const shares = [share(tables.length - 1), share(1)];
  for (const { page } of [room.projector, ...everybody]) {
    await shows(page, '.answer-word', 'Both');
    await shows(page, '.bars b', shares);
  }
  for (const phone of everybody) {
    const form = phone.form(FORM);
    for (const one of [form.button, form.choice(COACHING), form.choice(DEAL)]) {
      assert.equal(await one.isDisabled(), true);
    }
  }
  // A page that has not heard of it yet is told.
  const answer = { form: FORM, activity: FORM, choice: 'coaching-moment' };
  const { status, text } = await late.post('answer', answer);
  assert.equal(status, 422);
  assert.match(text, /^The facilitator has closed this\./);
  await shows(room.projector.page, '.bars b', shares);
}
