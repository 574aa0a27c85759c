// A session that runs late is offered what brings it back to its plan, and a pause does not count.

import assert from 'node:assert/strict';
import test from 'node:test';
import { shows, showsNo, texts } from './support/eventually.mjs';
import { Room, acts } from './support/room.mjs';
import { sections } from './support/training.mjs';

const MINUTE = 60;

test('a session keeps to its plan', async (t) => {
  const room = await Room.open(t);
  const act = acts(t, room);
  const { server } = room;
  const plan = sections();
  await room.begin('On time');
  const desk = room.desk;
  const ends = async () => (await texts(desk, '.clock-end'))[0];
  const enter = (section) => room.console.jumpTo(plan[section].slides[0].title);
  const skipped = [];

  await act('on time there is nothing to offer', async () => {
    await room.console.click('Begin');
    await shows(desk, '.panel-slide .slide h1', plan[0].slides[0].title);
    assert.match(await ends(), /on time$/);
    await showsNo(desk, '.pace-offer');
  });

  await act('six minutes late after section 3, the offers name what would go', async () => {
    await server.advance(5 * MINUTE);
    await enter(1);
    await server.advance(15 * MINUTE);
    await enter(2);
    await server.advance(16 * MINUTE);
    await enter(3);
    await shows(desk, '.clock-end', (await ends()).replace(/, .*/, ', +6 min'));
    const offers = await texts(desk, '.pace-what');
    assert.equal(offers.length, 1, 'one is in sight, the others are folded away');
    assert.match(offers[0], /section 5|Skip “/);
    const [head] = await texts(desk, '.pace-head');
    assert.match(head, /^Back to \d\d:\d\d$/);
  });

  await act('taken, they bring the end back to the plan', async () => {
    const [words] = await texts(desk, '.pace-what');
    skipped.push(...[...words.matchAll(/Skip “(.+?)”/g)].map(([, title]) => title));
    await desk.locator('.pace-offer').first().click();
    await shows(desk, '.clock-end', (await ends()).replace(/, .*/, ', on time'));
    await showsNo(desk, '.pace-offer');
    await desk.locator('.pace-made summary').click();
    assert.equal((await texts(desk, '.pace-made li span')).join(', '), words);
  });

  await act('going forward leaves out what has been cut', async () => {
    const shown = [];
    const last = plan[5].slides.at(-1).title;
    for (;;) {
      const [title] = await texts(desk, '.panel-slide .slide h1');
      if (shown.at(-1) !== title) shown.push(title);
      if (title === last) break;
      const [place] = await texts(desk, '.slide-place');
      await room.console.press('PageDown');
      await shows(desk, '.slide-place', await changed(desk, place));
    }
    assert.ok(skipped.length > 0, 'something is skipped');
    for (const title of skipped) assert.ok(!shown.includes(title), title);
    const all = plan.slice(3).flatMap(({ slides }) => slides.map(({ title }) => title));
    assert.deepEqual(shown, all.filter((title) => !skipped.includes(title)));
  });

  await act('during a pause section and timers stand still', async () => {
    await desk.locator('.pace-pause').click();
    await shows(room.projector.page, '.projector-pause', 'Pause');
    const [before] = await texts(desk, '.clock-time');
    await server.advance(4 * MINUTE);
    await shows(desk, '.clock-time', before);
    await desk.locator('.pace-pause').click();
    await showsNo(room.projector.page, '.projector-pause');
  });

  await act('a question is answered on the projector, until the facilitator goes on', async () => {
    const question = desk.locator('.question-show').first();
    const text = await question.textContent();
    await question.click();
    await shows(room.projector.page, '.faq-answer h1', text);
    await question.click();
    await showsNo(room.projector.page, '.faq-answer');
  });
});

/** The place on the console once it is another. */
async function changed(desk, place) {
  await desk.waitForFunction(
    (before) => document.querySelector('.slide-place').textContent !== before,
    place,
  );
  return (await texts(desk, '.slide-place'))[0];
}
