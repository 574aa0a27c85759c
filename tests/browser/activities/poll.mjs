// A show of hands: numbers only, and for the room only when the facilitator shows them.

import assert from 'node:assert/strict';
import { shows, showsNo, texts } from '../support/eventually.mjs';

const TITLE = 'Be honest: which of these are yours?';
const FORM = 'symptom-check';

/** As a bar says it. */
function share(count, of) {
  return `${Math.round((count * 100) / of)}% ${count} of ${of}`;
}

export async function poll({ room, phones }) {
  const projector = room.projector.page;
  const pages = phones.map(({ page }) => page);
  await room.console.jumpTo(TITLE);
  await phones[0].form(FORM).form.waitFor();
  const choices = await texts(pages[0], '.choice');
  // The first choice is everybody's, the second every second one's, and so on.
  const raises = (phone, choice) => phone % (choice + 1) === 0;
  const counts = choices.map((_, choice) => phones.filter((_, phone) => raises(phone, choice)).length);

  for (const [index, phone] of phones.entries()) {
    await shows(projector, '.responses-count', `${index} of ${phones.length} have answered`);
    const form = phone.form(FORM);
    for (const [choice, label] of choices.entries()) if (raises(index, choice)) await form.check(label);
    await form.send();
  }
  await shows(projector, '.responses-count', `${phones.length} of ${phones.length} have answered`);
  const shares = counts.map((count) => share(count, phones.length));
  await shows(room.desk, '.panel-activity .bars b', shares);
  for (const page of [projector, ...pages]) assert.deepEqual(await texts(page, '.bars li'), []);

  await room.console.click('Show results to the room');
  for (const page of [projector, ...pages]) await shows(page, '.bars b', shares);

  // Whoever thinks again is counted once.
  await phones[0].form(FORM).uncheck(choices[0]);
  await phones[0].form(FORM).send();
  const [first, ...others] = shares;
  assert.notEqual(share(counts[0] - 1, phones.length), first);
  for (const page of [projector, pages.at(-1)]) {
    await shows(page, '.bars b', [share(counts[0] - 1, phones.length), ...others]);
  }
  await room.console.click('Hide results');
  for (const page of [projector, ...pages]) await showsNo(page, '.bars');
}
