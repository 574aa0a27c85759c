// Section 1: hands are raised, and shown when the facilitator says so.

import assert from 'node:assert/strict';
import { timeOfDayIn } from '../support/dates.mjs';
import { shows, showsNo, texts } from '../support/eventually.mjs';
import { firstMessage } from '../support/feed.mjs';
import { MINUTE, showsOneOf } from '../support/play.mjs';
import { TIME_ZONE } from '../support/room.mjs';

const SHARES = ['100% 3 of 3', '67% 2 of 3', '33% 1 of 3', '0% 0 of 3'];

export async function opening(play) {
  const { act, room, server, ana, ben, chloe } = play;
  const projector = room.projector.page;

  await act('the training begins, and a phone without JavaScript follows too', async () => {
    await play.forward();
    await shows(chloe.page, '.now-section', play.sectionLine(1));
  });

  await act('all raise their hands, and the room sees how many', async () => {
    await play.forwardTo('symptom-check');
    const labels = await texts(ana.page, '.choice');
    assert.equal(labels.length, 4);
    const [cancelled, stages, notes] = labels;
    const anas = ana.form('symptom-check');
    for (const choice of [cancelled, notes]) await anas.check(choice);
    await anas.uncheck(notes);
    await anas.says('Not sent yet.');
    await anas.send();
    await shows(projector, '.responses-count', '1 of 3 have answered');
    const bens = ben.form('symptom-check');
    for (const choice of [cancelled, stages, notes]) await bens.check(choice);
    await bens.send();
    await chloe.form('symptom-check').check(cancelled);
    await chloe.form('symptom-check').send();
    await anas.check(stages);
    await anas.says('Changed, and not sent yet.');
    await anas.send();
    await shows(projector, '.responses-count', '3 of 3 have answered');
    await shows(room.console.page, '.panel-activity .bars b', SHARES);
    await showsNo(projector, '.bars');
    const { parts } = await firstMessage(projector, play.feeds.projector);
    const hidden = { answered: 3, of: 3, by_group: false, results: null };
    assert.deepEqual(parts.responses, hidden);

    await room.console.click('Show results to the room');
    for (const page of [projector, ana.page, ben.page]) {
      await shows(page, '.bars li > span', labels);
      await shows(page, '.bars b', SHARES);
      await shows(page, '.bars-legend', '70% Most rooms go above this');
      await shows(page, '.bars .above > span', cancelled);
      const lines = await page.$$eval('.bars line', (all) => all.map((one) => one.getAttribute('x1')));
      assert.deepEqual(lines, ['70%', '70%', '70%', '70%']);
    }
    await room.console.click('Hide results');
    await showsNo(projector, '.bars');
  });

  await act('the section takes longer than planned, and the console says so', async () => {
    await play.forwardToEndOfSection();
    await server.advance(6 * 60 + 40);
    await play.forward();
    const [first, second] = play.enteredAt;
    const delay = second - first - 5 * MINUTE;
    const end = first + 60 * MINUTE + delay;
    const possible = [-1_000, 0, 1_000].map((doubt) => {
      return `ends at ${timeOfDayIn(TIME_ZONE, end + doubt)}, +${Math.round(delay / MINUTE)} min`;
    });
    await showsOneOf(room.console.page, '.clock-end', possible);
  });
}
