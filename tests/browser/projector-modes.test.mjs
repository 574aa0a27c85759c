// How the projector shows a session: frozen, with the code over the slide, with its timers large, thin
// or hidden, and with a chime at zero.

import assert from 'node:assert/strict';
import test from 'node:test';
import { listed, violations } from './support/axe.mjs';
import { start, standsAt } from './support/countdowns.mjs';
import { eventually, shows, showsNo, texts } from './support/eventually.mjs';
import { Room, acts } from './support/room.mjs';
import { places } from './support/training.mjs';

const DRILL = 'Your three fields, under five minutes';
const WRITING = 'pre-read-drill-writing';
const PAIRS = 'pre-read-drill-pairs';

/** Counts the tones that a page plays. Runs on the page before anything else. */
function countTones() {
  window.tones = 0;
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (...when) {
    window.tones += 1;
    return start.apply(this, when);
  };
}

test('the projector shows the session as the facilitator sets it', async (t) => {
  const room = await Room.open(t);
  const act = acts(t, room);
  await room.begin('Modes');
  const { desk, projector, server } = room;
  const screen = projector.page;
  const way = places();
  const hasNoBarrier = async (page) => assert.equal(listed(await violations(page)), '');

  await act('frozen, the projector stays while the facilitator moves on', async () => {
    await room.console.press('PageDown');
    await projector.showsPlace(way[0]);
    await room.console.press('z');
    const notice = `The projector is frozen on slide 1, “${way[0].title}”. Phones follow you.`;
    await shows(desk, '.console-frozen p', notice);
    await shows(desk, '.control-projector', 'Projector: frozen');
    await room.console.jumpTo(DRILL);
    await shows(desk, '.console-frozen p', notice);
    await projector.showsPlace(way[0]);
    await hasNoBarrier(desk);
  });

  await act('a reload of either screen shows the same', async () => {
    await screen.reload();
    await projector.ready();
    await projector.showsPlace(way[0]);
    await desk.reload();
    await room.console.ready();
    await shows(desk, '.panel-slide .slide h1', DRILL);
    await shows(desk, '.control-projector', 'Projector: frozen');
  });

  await act('unfrozen, it shows the present', async () => {
    await room.console.click('Unfreeze');
    await shows(screen, '.projector-slide .slide h1', DRILL);
    await showsNo(desk, '.console-frozen p');
  });

  await act('the code fills the projector, and goes with the next step', async () => {
    await room.console.press('j');
    await shows(screen, '.join-large .lobby-code', room.code);
    await hasNoBarrier(screen);
    await projector.press('j');
    await showsNo(screen, '.join-large');
    await room.console.setProjector('Join code, full size');
    await shows(screen, '.join-large .lobby-code', room.code);
    await room.console.press('PageDown');
    await showsNo(screen, '.join-large');
    await room.console.press('PageUp');
    await shows(screen, '.projector-slide .slide h1', DRILL);
  });

  await act('the menu says what is on, and closes by Esc', async () => {
    const menu = desk.locator('.projector-menu');
    await desk.locator('.control-projector').click();
    const pressed = await texts(desk, '.projector-menu [aria-pressed="true"]');
    assert.deepEqual(pressed, ['Join code in the corner', 'Large']);
    await hasNoBarrier(desk);
    await room.console.press('Escape');
    await eventually('it is closed', async () => assert.equal(await menu.isVisible(), false));
    const focus = await desk.evaluate(() => document.activeElement.className);
    assert.equal(focus, 'control-projector');
  });

  await act('timers show large, as a thin bar, or not at all', async () => {
    await start(room, WRITING, 5);
    const big = screen.locator(`.countdown[data-timer="${WRITING}"] .countdown-time`);
    const size = () => big.evaluate((time) => Number.parseFloat(getComputedStyle(time).fontSize));
    assert.ok((await size()) > 100, `${await size()} px`);
    await room.console.press('m');
    await eventually('it is small, and to be read', async () => {
      const small = await size();
      assert.ok(small >= 24 && small < 40, `${small} px`);
    });
    const { bottom, width } = await screen
      .locator(`.countdown[data-timer="${WRITING}"] .countdown-bar`)
      .evaluate((bar) => bar.getBoundingClientRect().toJSON());
    assert.equal(Math.round(bottom), 1080, 'at the lower edge');
    assert.ok(width > 900, `${width} px wide`);
    await hasNoBarrier(screen);
    await projector.press('M');
    await showsNo(screen, '.countdown');
    await standsAt([desk], WRITING, 'running');
    await room.console.press('m');
    await eventually('it is large again', async () => assert.ok((await size()) > 100));
  });

  await act('a timer says that its end is near in words, too', async () => {
    await server.advance(4 * 60 + 2);
    for (const display of ['Thin bar', 'Large']) {
      await room.console.setProjector(display);
      await shows(screen, `.countdown[data-timer="${WRITING}"] .countdown-word`, 'nearly done');
    }
    await server.advance(36);
    await shows(screen, `.countdown[data-timer="${WRITING}"] .countdown-word`, 'last moments');
  });

  await act('without the chime a timer reaches zero in silence', async () => {
    await screen.addInitScript(countTones);
    await screen.reload();
    await projector.ready();
    await room.console.timer(WRITING, '+1 min');
    await standsAt([screen], WRITING, 'soon');
    await server.advance(70);
    await standsAt([screen], WRITING, 'over');
    assert.equal(await screen.evaluate(() => window.tones), 0);
  });

  await act('with it, it sounds once for each timer’s zero', async () => {
    await room.console.setProjector('Chime at zero');
    await projector.press('Shift');
    await start(room, PAIRS, 10);
    await standsAt([screen], PAIRS, 'running');
    await server.advance(10 * 60 - 2);
    await standsAt([screen], PAIRS, 'over');
    await eventually('it has sounded', async () => {
      assert.equal(await screen.evaluate(() => window.tones), 1);
    });
  });

  await act('a page that is loaded after zero is silent until the next one', async () => {
    await screen.reload();
    await projector.ready();
    await standsAt([screen], PAIRS, 'over');
    await projector.press('Shift');
    await room.console.timer(WRITING, 'Reset');
    await start(room, WRITING, 5);
    await standsAt([screen], WRITING, 'running');
    await server.advance(5 * 60 - 2);
    await standsAt([screen], WRITING, 'over');
    await eventually('it has sounded', async () => {
      assert.equal(await screen.evaluate(() => window.tones), 1);
    });
  });

  await act('the end thaws the projector', async () => {
    await room.console.press('z');
    await shows(desk, '.control-projector', 'Projector: frozen');
    await room.console.click('End');
    await room.console.click('End for all');
    await shows(screen, '.projector-end h1', 'Thank you');
    await showsNo(desk, '.console-frozen p');
  });
});
