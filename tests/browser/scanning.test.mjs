// Every code on a screen leads a camera to where it should, from a distance and in both themes.

import assert from 'node:assert/strict';
import test from 'node:test';
import { alive } from './support/browser.mjs';
import { returnLink } from './support/return-page.mjs';
import { Room, acts } from './support/room.mjs';
import { scan } from './support/scanner.mjs';
import { places } from './support/training.mjs';

const THEMES = ['light', 'dark'];

test('cameras read the codes on all screens', async (t) => {
  const room = await Room.open(t);
  const act = acts(t, room);
  await room.begin('Scanned');
  const { desk, projector } = room;

  /** A camera that sees a page so wide reads the link, in both themes. */
  const isRead = async (page, width, link) => {
    await page.bringToFront();
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      assert.equal(await scan(page, width), link, `${colorScheme}, ${width} pixels wide`);
    }
    await page.emulateMedia({ colorScheme: null });
  };

  await act('in the lobby the code is read from the back of the room', async () => {
    await isRead(projector.page, 320, room.joinLink);
  });

  await act('on a slide it is read from the middle of the room', async () => {
    await room.console.press('PageDown');
    await projector.showsPlace(places()[0]);
    await isRead(projector.page, 640, room.joinLink);
  });

  await act('large over a slide, it is read from the back again', async () => {
    await room.console.setProjector('Join code, full size');
    await projector.page.waitForSelector('.join-large');
    await isRead(projector.page, 320, room.joinLink);
  });

  await act('a facilitator’s phone reads the link that makes it a remote', async () => {
    await room.console.click('Add a device');
    await room.console.click('My phone as remote');
    const link = await desk.locator('.remote-url').textContent();
    await isRead(desk, 1440, link);
    await room.console.click('Close');
  });

  await act('another device of a participant reads the link that they keep', async () => {
    await room.console.jumpTo('Write it, then say it aloud');
    const phone = await room.participant('Ana');
    const link = await returnLink(phone);
    const page = phone.page;
    await page.getByText('As a QR code, for another device').click();
    await page.locator('.own-link-qr').scrollIntoViewIfNeeded();
    await isRead(page, 780, link);
  });

  await act('a phone reads the link of the checks', async () => {
    await desk.goto(`${room.server.local}/s/${room.code}/pre-flight`);
    await alive(desk);
    const link = await desk.locator('.check-link').first().textContent();
    await desk.locator('.check-qr').scrollIntoViewIfNeeded();
    await isRead(desk, 1440, link);
  });
});
