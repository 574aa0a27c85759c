// Section 2: people write in pairs against the clock, and the server is killed meanwhile.

import assert from 'node:assert/strict';
import { countDown, standsAt, start } from '../support/countdowns.mjs';
import { eventually, shows, showsNo, texts } from '../support/eventually.mjs';
import { BEN, CHLOE, MINUTE, fields, showsOneOf } from '../support/play.mjs';
import { NO_SERVER } from '../support/troubles.mjs';

const PAIRS = 'pre-read-drill-pairs';
const WRITING = 'pre-read-drill-writing';
const ANAS = {
  observation: 'Tuesday’s Nguyen demo, at 14:20: price before the pain',
  context: 'The contract tool changes in May',
  question: 'What did you hear right before you named the price?',
};
const ANAS_LATER = { ...ANAS, question: 'What did you hear last?' };
const BENS_HALF = { observation: 'Email to Acme on Monday:\nthree questions in one line' };
const BENS_REST = { context: 'Leadership watches churn now', question: 'What would you ask?' };
const KEPT = 'Kept. You can still change it.';

export async function drill(play) {
  const { act, room, server, ana, ben, chloe } = play;
  const projector = room.projector.page;
  const [anas, bens, chloes] = play.phones.map((phone) => phone.form('pre-read-drill'));
  let pairsEnd, writingEnd;

  await act('pairs are formed, both timers run, and the first one hands in', async () => {
    await play.forwardTo('pre-read-drill');
    await room.console.click('Form pairs');
    await eventually('all three sit together', async () => {
      const groups = await texts(projector, '.seating .group-names');
      assert.equal(groups.length, 1);
      for (const { name } of play.phones) assert.ok(groups[0].includes(name), groups[0]);
    });
    const lines = [`Pair 1, with ${BEN} and ${CHLOE}`, `Pair 1, with ${CHLOE} and ${BEN}`];
    await showsOneOf(ana.page, '.group-line', lines);
    pairsEnd = await start(room, PAIRS, 10);
    await server.advance(125);
    writingEnd = await start(room, WRITING, 5);
    await countDown(play.livePages, PAIRS, server, pairsEnd);
    await countDown(play.livePages, WRITING, server, writingEnd);
    await server.advance(100);
    await countDown(play.livePages, WRITING, server, writingEnd);
    await anas.fill(fields(ANAS));
    await anas.send();
    await shows(projector, '.responses-count', '1 of 3 have handed in');
    await shows(room.console.page, '.answer-row dd', Object.values(ANAS));
  });

  await act('the server is killed while both timers run, and nothing is lost', async () => {
    await bens.fill(fields(BENS_HALF));
    await bens.says('Not sent yet.');
    await room.troubles.expecting(NO_SERVER, async () => {
      await server.kill();
      const alone = 'No connection. What you write is kept on this phone.';
      for (const phone of [ana, ben]) await shows(phone.page, '.phone-connection', alone);
      await shows(room.console.page, '.console-connection', 'No connection. Trying again…');
      await projector.waitForSelector('.projector-offline.shown');
      // What is asked for meanwhile is done once there is a server again, and done once.
      await anas.fill(fields(ANAS_LATER));
      await anas.press();
      await anas.says('Not sent yet: no connection. It is kept on this phone and sent by itself.');
      await room.console.timer(PAIRS, '+1 min');
      await server.startAgain();
      for (const phone of [ana, ben]) await showsNo(phone.page, '.phone-connection');
      await showsNo(room.console.page, '.console-connection');
      await projector.waitForSelector('.projector-offline:not(.shown)', { state: 'attached' });
      await anas.says(KEPT);
    });
    pairsEnd += MINUTE;
    await countDown(play.livePages, PAIRS, server, pairsEnd);
    await countDown(play.livePages, WRITING, server, writingEnd);
    await play.everybodyIsThere();
    await shows(room.console.page, '.answer-row dd', Object.values(ANAS_LATER));
  });

  await act('what was typed and not sent is there after a reload', async () => {
    await ben.reload();
    assert.equal(await bens.field('field-observation').inputValue(), BENS_HALF.observation);
    assert.equal(await bens.field('field-context').inputValue(), '');
    await bens.says('Not sent yet.');
    await countDown([ben.page, projector], WRITING, server, writingEnd);
    await chloe.lookAgain();
    await countDown([chloe.page], WRITING, server, writingEnd);
    await server.advance(60);
    await bens.fill(fields(BENS_REST));
    await bens.send();
  });

  await act('the time is over, and nothing moves on by itself', async () => {
    await server.advance(150);
    await standsAt(play.livePages, WRITING, 'over');
    await standsAt(play.livePages, PAIRS, 'running');
    await countDown(play.livePages, WRITING, server, writingEnd);
    await countDown(play.livePages, PAIRS, server, pairsEnd);
    await play.everybodyIsThere();
  });

  await act('a form that is refused says why and keeps what was typed', async () => {
    await chloes.fill(fields({ ...ANAS, observation: '  ' }));
    await room.troubles.expecting(/status of 422/, async () => {
      await chloes.press();
      await chloes.says('“One observation”: nothing is entered. Correct it and send again.');
    });
    assert.equal(await chloes.field('field-context').inputValue(), ANAS.context);
    assert.equal(await chloes.field('field-question').inputValue(), ANAS.question);
    await chloes.fill(fields({ observation: 'The Lopez call' }));
    await chloes.send();
  });

  await act('the room sees who was in time, and not what was written', async () => {
    await shows(projector, '.responses-count', '3 of 3 have handed in');
    await showsNo(projector, '.outcome-figure');
    await room.console.click('Show results to the room');
    await shows(projector, '.outcome-figure', '2 of 3 inside 5:00');
    const seen = await projector.content();
    for (const word of ['Nguyen', 'Acme', 'Lopez', 'churn']) assert.ok(!seen.includes(word), word);
    for (const timer of [PAIRS, WRITING]) await room.console.timer(timer, 'Reset');
    await play.forwardToEndOfSection();
    await showsNo(projector, '.countdown');
  });
}
