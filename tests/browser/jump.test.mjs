// To any slide, by its number, by its words, or from all of them; with keys only.

import assert from 'node:assert/strict';
import test from 'node:test';
import { listed, violations } from './support/axe.mjs';
import { eventually, shows, showsNo, texts } from './support/eventually.mjs';
import { Room, acts } from './support/room.mjs';
import { places, sections } from './support/training.mjs';

test('any slide is reached by keys', async (t) => {
  const room = await Room.open(t);
  const act = acts(t, room);
  await room.begin('Jumps');
  const desk = room.desk;
  const slides = places().filter((place, index, all) => place.number !== all[index - 1]?.number);
  const count = slides.length;
  const hasNoBarrier = async () => assert.equal(listed(await violations(desk)), '');
  /** What has the focus, by its class. */
  const focused = () => desk.evaluate(() => document.activeElement.className);

  await act('a number leads there on the console, and the focus comes back', async () => {
    await room.console.press('PageDown');
    await room.projector.showsPlace(slides[0]);
    await desk.locator('.control-forward').focus();
    await room.console.press('g');
    await shows(desk, '.jump-result', `Slide 1 of ${count}. Type a number from 1 to ${count}, or words.`);
    await eventually('the field has the focus', async () => assert.equal(await focused(), 'jump-field'));
    await desk.keyboard.type('12');
    await shows(desk, '.jump-found .jump-title', slides[11].title);
    await hasNoBarrier();
    await room.console.press('Enter');
    await room.projector.showsPlace(slides[11]);
    await showsNo(desk, '.jump-field');
    assert.match(await focused(), /control-forward/);
  });

  await act('words are looked for in titles, sections and bodies', async () => {
    await room.console.press('G');
    await eventually('the field has the focus', async () => assert.equal(await focused(), 'jump-field'));
    await desk.keyboard.type('nothing has these words');
    await shows(desk, '.jump-result', 'No slide has that number or these words.');
    await room.console.press('Enter');
    await desk.locator('.jump-field').fill('1:1');
    await eventually('many are found', async () => {
      assert.ok((await texts(desk, '.jump-title')).length > 3);
    });
    const found = await texts(desk, '.jump-title');
    await room.console.press('ArrowDown');
    await room.console.press('ArrowDown');
    await room.console.press('ArrowUp');
    await shows(desk, '.jump-found [aria-selected="true"] .jump-title', found[1]);
    await hasNoBarrier();
    await room.console.press('Enter');
    await shows(desk, '.panel-slide .slide h1', found[1]);
  });

  await act('Esc closes the field and changes nothing', async () => {
    const [before] = await texts(desk, '.slide-place');
    await room.console.press('g');
    await eventually('the field has the focus', async () => assert.equal(await focused(), 'jump-field'));
    await desk.keyboard.type('3');
    await room.console.press('Escape');
    await showsNo(desk, '.jump-field');
    await shows(desk, '.slide-place', before);
  });

  await act('all slides are in sight, section by section, and arrows lead to each', async () => {
    await room.console.jumpTo(slides[0].title);
    await room.console.press('o');
    await shows(desk, '.overview-title', slides.map(({ title }) => title));
    await shows(desk, '.overview-minutes', sections().map(({ minutes }) => `${minutes} min`));
    await shows(desk, '.overview-slide[aria-current] .overview-title', slides[0].title);
    const at = () => desk.evaluate(() => document.activeElement.textContent);
    const isAt = (number) =>
      eventually(`slide ${number} has the focus`, async () => {
        assert.equal(await at(), `${number}${slides[number - 1].title}`);
      });
    await isAt(1);
    await hasNoBarrier();
    await room.console.press('ArrowRight');
    await isAt(2);
    await room.console.press('End');
    await isAt(count);
    await room.console.press('ArrowLeft');
    await isAt(count - 1);
    await room.console.press('Home');
    await room.console.press('ArrowDown');
    const below = Number.parseInt(await at(), 10);
    assert.ok(below > 1 && below < count, `the row below begins with ${below}`);
    await room.console.press('Enter');
    await room.projector.showsPlace(slides[below - 1]);
    await showsNo(desk, '.overview-cards');
  });

  await act('all slides are closed by Esc, which moves nothing', async () => {
    const [before] = await texts(desk, '.slide-place');
    await room.console.press('o');
    await shows(desk, '.overview h2', 'All slides');
    await room.console.press('ArrowRight');
    await room.console.press('Escape');
    await showsNo(desk, '.overview-cards');
    await shows(desk, '.slide-place', before);
  });

  await act('a number leads there on the projector, too', async () => {
    await room.projector.press('g');
    await shows(room.projector.page, '.projector-go-to', `Go to slide of ${count}`);
    await room.projector.page.keyboard.type('999');
    await room.projector.press('Enter');
    await room.projector.page.keyboard.type('5');
    await room.projector.press('Enter');
    await room.projector.showsPlace(slides[4]);
    await showsNo(room.projector.page, '.projector-go-to');
    await room.projector.press('g');
    await room.projector.press('Escape');
    await showsNo(room.projector.page, '.projector-go-to');
  });
});
