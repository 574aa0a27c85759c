// Writing in pairs; who is left over makes one pair a trio.

import assert from 'node:assert/strict';
import { start } from '../support/countdowns.mjs';
import { shows } from '../support/eventually.mjs';
import { fields } from '../support/play.mjs';
import { knowTheirGroup, seated } from './seating.mjs';

const TITLE = 'Your three fields, under five minutes';
const FORM = 'pre-read-drill';
const WRITING = 'pre-read-drill-writing';
const PAIRS = { 2: [2], 3: [3], 7: [2, 2, 3] };

export async function drill({ room, phones }) {
  const projector = room.projector.page;
  await room.console.jumpTo(TITLE);
  await room.console.click('Form pairs');
  await knowTheirGroup(await seated(room, phones, PAIRS[phones.length]), 'Pair');
  await start(room, WRITING, 5);

  const written = phones.map(({ name }) => [`What ${name} has seen`, 'A tool changes', 'And then?']);
  for (const [index, phone] of phones.entries()) {
    await shows(projector, '.responses-count', `${index} of ${phones.length} have handed in`);
    const [observation, context, question] = written[index];
    await phone.form(FORM).fill(fields({ observation, context, question }));
    await phone.form(FORM).send();
  }
  await shows(projector, '.responses-count', `${phones.length} of ${phones.length} have handed in`);
  await shows(room.desk, '.answer-row dd', written.flat());
  await room.console.click('Show results to the room');
  const inside = `${phones.length} of ${phones.length} inside 5:00`;
  for (const { page } of [room.projector, ...phones]) await shows(page, '.outcome-figure', inside);
  const seen = await projector.content();
  for (const [observation] of written) assert.ok(!seen.includes(observation), observation);
  await room.console.timer(WRITING, 'Reset');
}
