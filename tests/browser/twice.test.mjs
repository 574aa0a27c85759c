// Somebody comes in twice: with the browser of their scanner and then with their own.

import assert from 'node:assert/strict';
import test from 'node:test';
import { listed, violations } from './support/axe.mjs';
import { eventually, shows } from './support/eventually.mjs';
import { entries, log } from './support/log.mjs';
import { fields } from './support/play.mjs';
import { Room, acts } from './support/room.mjs';

const DRILL = 'pre-read-drill';
const TITLE = 'Your three fields, under five minutes';

function whole(observation) {
  return fields({ observation, context: 'A tool changes', question: 'And then?' });
}

test('two on the list who are one person become one', async (t) => {
  const room = await Room.open(t);
  const act = acts(t, room);
  await room.begin('Twice');
  const { desk } = room;
  await room.console.jumpTo(TITLE);
  const first = await room.participant('Ana');
  const second = await room.phone('Ana');

  await act('who comes in again is told apart', async () => {
    await first.form(DRILL).fill(whole('Written with the first'));
    await first.form(DRILL).send();
    await second.page.goto(room.joinLink);
    await second.page.getByLabel('Your name, as the room knows you').fill('Ana');
    await second.page.getByRole('button', { name: 'Join' }).click();
    await shows(second.page, '.phone-name', 'Ana (2)');
    await second.ready();
    await second.form(DRILL).fill(whole('Begun with the second'));
    await shows(desk, '.roster .person-name', ['Ana', 'Ana (2)']);
  });

  await act('the facilitator says who it is', async () => {
    await room.console.openPerson('Ana (2)');
    const chosen = desk.getByLabel('The same person as');
    assert.equal(await chosen.evaluate((list) => list.selectedOptions[0].text), 'Ana');
    await room.console.click('Merge');
    const question =
      'Merge Ana (2) into Ana? Everything that either sent will belong to Ana; where both answered, ' +
      'the later answer counts. The phone of Ana (2) continues as Ana and shows what Ana wrote. ' +
      'This cannot be undone.';
    await shows(desk, '.asks p', question);
    assert.equal(listed(await violations(desk)), '');
    await desk.locator('.person-merge').click();
    await shows(desk, '.roster .person-name', 'Ana');
  });

  await act('the second phone goes on as the first, and has what was typed', async () => {
    await shows(second.page, '.phone-name', 'Ana');
    await second.ready();
    const typed = second.form(DRILL).field('field-observation');
    await eventually('what was typed is there', async () => {
      assert.equal(await typed.inputValue(), 'Begun with the second');
    });
    await second.form(DRILL).send();
  });

  await act('both phones are hers', async () => {
    await first.reload();
    await shows(first.page, '.phone-name', 'Ana');
    assert.equal(await first.form(DRILL).field('field-observation').inputValue(), 'Begun with the second');
    await shows(desk, '.answers .answer-name', 'Ana');
    const kept = entries(await log(room.server, room.code)).map(({ observation }) => observation);
    assert.deepEqual(kept, ['Written with the first', 'Begun with the second']);
  });
});
