// Three promises each, and the room sees how many have made them all.

import assert from 'node:assert/strict';
import { shows } from '../support/eventually.mjs';
import { fields } from '../support/play.mjs';

const TITLE = 'Write it, then say it aloud';
const PROMISES = {
  'pre-read-template': { document: 'The shared doc', rep: 'Kim' },
  'deal-review-meeting': { time: '09:00' },
  'career-conversation': { rep: 'Kim' },
};
/** The second promise is made by all but one, and the third by two. */
const COMPLETE = 2;

export async function commitments({ room, phones }) {
  const projector = room.projector.page;
  const all = phones.length;
  await room.console.jumpTo(TITLE);
  const made = { 'pre-read-template': all, 'deal-review-meeting': all - 1, 'career-conversation': COMPLETE };
  for (const [index, phone] of phones.entries()) {
    await shows(projector, '.responses-count', `${Math.min(index, COMPLETE)} of ${all} have all 3`);
    const kinds = Object.keys(made).filter((kind) => index < made[kind]);
    for (const kind of kinds) {
      const form = phone.form(`commitment-${kind}`);
      await form.fill(fields(PROMISES[kind]));
      await form.send();
    }
    await shows(phone.page, '.made', `${kinds.length} of 3 made`);
  }
  await shows(projector, '.responses-count', `${COMPLETE} of ${all} have all 3`);
  const shares = Object.values(made).map((count) => `${Math.round((100 * count) / all)}% ${count} of ${all}`);
  await shows(projector, '.bars b', shares);
  const seen = await projector.content();
  assert.ok(!seen.includes('Kim'), 'the room sees numbers only');
}
