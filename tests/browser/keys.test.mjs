// The keys of clickers and keyboards, and what a reload may not lose.

import assert from 'node:assert/strict';
import test from 'node:test';
import { countDown, start } from './support/countdowns.mjs';
import { eventually, shows, showsNo, texts } from './support/eventually.mjs';
import { Room } from './support/room.mjs';
import { places, sections } from './support/training.mjs';

const WRITING = 'pre-read-drill-writing';

test('keys drive from the console and from the projector', async (t) => {
  const room = await Room.open(t);
  await room.begin('Keys');
  const way = places();
  const screens = [room.console, room.projector];

  await t.test('forward and back, by every key that clickers send', async () => {
    await room.projector.press('PageDown');
    await room.projector.showsPlace(way[0]);
    for (const screen of screens) {
      let at = 0;
      for (const key of ['PageDown', 'ArrowRight', 'ArrowDown', ' ']) {
        await screen.press(key);
        await room.projector.showsPlace(way[(at += 1)]);
      }
      for (const key of ['PageUp', 'ArrowLeft', 'ArrowUp', 'PageUp']) {
        await screen.press(key);
        await room.projector.showsPlace(way[(at -= 1)]);
      }
    }
  });

  await t.test('to the first and the last slide of the section', async () => {
    const last = way.find(({ number }) => number === sections()[0].slides.length);
    for (const screen of screens) {
      await screen.press('End');
      await room.projector.showsPlace(last);
      await screen.press('Home');
      await room.projector.showsPlace(way[0]);
    }
  });

  await t.test('black and back, for all who look', async () => {
    for (const screen of screens) {
      for (const key of ['b', '.', 'B', '.']) {
        const isBlack = (await room.projector.page.locator('.projector.black').count()) === 1;
        await screen.press(key);
        const button = room.desk.locator('.control-black');
        await eventually(`${key} turns the projector black, or back`, async () => {
          assert.equal(await room.projector.page.locator('.projector.black').count(), isBlack ? 0 : 1);
          assert.equal(await button.getAttribute('aria-pressed'), String(!isBlack));
        });
      }
    }
    const words = await texts(room.projector.page, '.projector-slide h1');
    assert.deepEqual(words, [way[0].title]);
  });

  await t.test('fullscreen on the projector', async () => {
    const isFull = () => room.projector.page.evaluate(() => document.fullscreenElement !== null);
    for (const expected of [true, false]) {
      await room.projector.press('f');
      await eventually('F changes it', async () => assert.equal(await isFull(), expected));
    }
  });

  await t.test('the list of keys', async () => {
    await room.console.press('?');
    await shows(room.desk, '.key-list h2', 'Keys');
    await room.console.press('?');
    await showsNo(room.desk, '.key-list');
  });

  await t.test('the script of a slide in large type, which does not stop the clicker', async () => {
    await room.console.press('t');
    await showsNo(room.desk, '.teleprompter');
    await room.console.jumpTo('Before you go');
    for (const close of ['Escape', 't', 'T']) {
      await room.console.press('t');
      await shows(room.desk, '.teleprompter h2', 'Closing script');
      await room.console.press(close);
      await showsNo(room.desk, '.teleprompter');
    }
    await room.console.press('t');
    await room.console.press('PageDown');
    await room.projector.showsPlace(way.at(-1));
    await shows(room.desk, '.teleprompter h2', 'Closing script');
    await room.console.press('Escape');
    await room.console.jumpTo(way[0].title);
    await room.projector.showsPlace(way[0]);
  });

  await t.test('not with Ctrl, Alt or Meta, and not while somebody types', async () => {
    for (const { page } of screens) {
      for (const key of ['Control+ArrowRight', 'Alt+PageDown', 'Meta+b']) await page.keyboard.press(key);
      for (const element of ['input', 'textarea']) {
        await page.evaluate((element) => {
          document.body.append(document.createElement(element));
          document.body.lastElementChild.focus();
        }, element);
        for (const key of ['b', '.', ' ', 'PageDown', 'ArrowRight', 'End', 'f', '?']) {
          await page.keyboard.press(key);
        }
        const typed = await page.evaluate((element) => {
          const field = document.querySelector(`body > ${element}:last-child`);
          const { value } = field;
          field.remove();
          return value;
        }, element);
        assert.equal(typed, 'b. f?');
      }
    }
    // Orders come in order: had one of those keys meant something, this would go elsewhere.
    await room.console.press('PageDown');
    await room.projector.showsPlace(way[1]);
    assert.equal(await room.projector.page.locator('.projector.black').count(), 0);
    await showsNo(room.desk, '.key-list');
  });

  await t.test('the corner with the join code comes and goes', async () => {
    await shows(room.projector.page, '.join-chip strong', room.code);
    await room.console.setProjector('Join code in the corner');
    await showsNo(room.projector.page, '.join-chip');
    await room.console.setProjector('Join code in the corner');
    await shows(room.projector.page, '.join-chip strong', room.code);
  });
  room.troubles.assertNone();
});

test('a reload loses nothing on any screen', async (t) => {
  const room = await Room.open(t);
  await room.begin('Reload');
  const ana = await room.participant('Ana');
  const title = 'Your three fields, under five minutes';
  await room.console.jumpTo(title);
  await room.console.click('Form pairs');
  const end = await start(room, WRITING, 5);
  const form = ana.form('pre-read-drill');
  await form.fill({ 'field-observation': 'Half a sentence', 'field-context': '' });
  await form.says('Not sent yet.');
  const pages = [room.console.page, room.projector.page, ana.page];
  for (const screen of [room.console, room.projector, ana]) {
    await screen.page.reload();
    await screen.ready();
  }
  await shows(room.desk, '.panel-slide .slide h1', title);
  await shows(room.desk, '.person-name', 'Ana');
  await shows(room.desk, '.panel-activity .group-names', 'Ana');
  await shows(room.projector.page, '.projector-slide .slide h1', title);
  await shows(room.projector.page, '.seating .group-names', 'Ana');
  await shows(ana.page, '.now-slide', title);
  await countDown(pages, WRITING, room.server, end);
  assert.equal(await form.field('field-observation').inputValue(), 'Half a sentence');
  await form.says('Not sent yet.');
  // What is shown goes on to follow.
  await room.projector.press('PageDown');
  for (const [page, selector] of [
    [room.desk, '.panel-slide .slide h1'],
    [room.projector.page, '.projector-slide .slide h1'],
    [ana.page, '.now-slide'],
  ]) {
    await shows(page, selector, 'Not in five? You won’t keep it');
  }
  room.troubles.assertNone();
});
