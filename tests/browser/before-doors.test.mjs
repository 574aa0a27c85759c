// Before the doors open: the checks, and a second facilitator.

import assert from 'node:assert/strict';
import test from 'node:test';
import { LAPTOP, PHONE, alive } from './support/browser.mjs';
import { Console } from './support/console.mjs';
import { eventually, shows, showsNo, texts } from './support/eventually.mjs';
import { Room, acts, signIn } from './support/room.mjs';
import { places } from './support/training.mjs';

const verdict = (page, check, state) => {
  return page.waitForSelector(`[data-check="${check}"][data-state="${state}"]`);
};

test('a facilitator checks the room, and another one drives with them', async (t) => {
  const room = await Room.open(t);
  const act = acts(t, room);
  await room.begin('Checked');
  const { desk } = room;

  await act('what the computer can tell is told', async () => {
    await desk.getByRole('link', { name: 'Checks' }).click();
    await alive(desk);
    for (const check of ['clock', 'disk', 'without internet']) await verdict(desk, check, 'good');
    await verdict(desk, 'phones', 'bad');
  });

  await act('a phone that gets through is seen', async () => {
    const link = (await texts(desk, '.check-link'))[0];
    const phone = await room.device('a phone', PHONE);
    await phone.goto(link);
    await shows(phone, 'h1', 'This phone gets through');
    await verdict(desk, 'phones', 'good');
    await phone.getByRole('link', { name: 'On to the join page' }).click();
    await phone.waitForURL(room.joinLink);
  });

  await act('each button of the clicker is shown with what it does', async () => {
    for (const key of ['PageDown', 'b', 'x']) await desk.keyboard.press(key);
    await shows(desk, '.check-keys li', ['PageDownforward', 'bblack, and back', 'xnothing']);
  });

  await act('the test picture has all its corners', async () => {
    const opened = desk.context().waitForEvent('page');
    await desk.getByRole('link', { name: 'Open the test picture' }).click();
    // The window of the projector, which is there already, shows it.
    const picture = await Promise.race([opened, room.projector.page.waitForURL(/picture$/).then(() => room.projector.page)]);
    await shows(picture, '.corner', ['1', '2', '3', '4']);
    await picture.goBack();
    await alive(picture);
    await desk.getByRole('link', { name: 'Console' }).click();
    await alive(desk);
  });

  let raj;
  await act('a co-facilitator comes in by a link of their own', async () => {
    await room.console.click('Add a device');
    await desk.getByLabel('Or a co-facilitator, by name').fill('Raj');
    await room.console.click('Make a link');
    await eventually('the link is there', async () => {
      assert.match((await texts(desk, '.remote-url'))[0], /\/sign-in\//);
    });
    const [link] = await texts(desk, '.remote-url');
    await room.console.click('Close');
    await showsNo(desk, '.facilitators');
    const page = await room.device('Raj', LAPTOP);
    await signIn(page, link);
    raj = await new Console(page).ready();
    for (const one of [desk, page]) {
      await shows(one, '.facilitators li', ['Facilitator is here', 'Raj is here']);
    }
  });

  await act('both see who drives', async () => {
    const consoles = [desk, raj.page];
    await raj.click('Begin');
    for (const one of consoles) await shows(one, '.facilitators li', ['Facilitator is here', 'Raj drives']);
    await room.console.press('PageDown');
    for (const one of consoles) await shows(one, '.facilitators li', ['Facilitator drives', 'Raj is here']);
  });

  await act('when both press at once, no press is lost', async () => {
    const way = places();
    await room.projector.showsPlace(way[1]);
    await Promise.all([room.console.press('PageDown'), raj.press('PageDown')]);
    await room.projector.showsPlace(way[3]);
  });

  await act('who leaves is gone from the list', async () => {
    await raj.page.close();
    await showsNo(desk, '.facilitators');
  });
});
