// The computer comes into another network while a session is under way. That the server finds out and
// says so is tested where it does; here the screens hear it.

import assert from 'node:assert/strict';
import test from 'node:test';
import { listed, violations } from './support/axe.mjs';
import { ELSEWHERE, hearsOfElsewhere, isBack } from './support/elsewhere.mjs';
import { shows, showsNo } from './support/eventually.mjs';
import { Room, acts } from './support/room.mjs';

test('another address of the computer shows at once on the facilitator’s screens', async (t) => {
  const room = await Room.open(t);
  const act = acts(t, room);
  await room.begin('Moved');
  const { desk, projector } = room;

  await act('the projector sends people there', async () => {
    await hearsOfElsewhere(projector.page);
    await shows(projector.page, '.lobby-address', ELSEWHERE.typed);
    await projector.page.waitForSelector('.lobby-qr .elsewhere');
    await isBack(projector.page);
    await shows(projector.page, '.lobby-address', room.server.public.replace('http://', ''));
  });

  await act('the console says so, and what to do', async () => {
    await showsNo(desk, '.console-moved p');
    await hearsOfElsewhere(desk);
    await room.console.ready();
    const notice =
      `This computer has a new address: ${ELSEWHERE.typed}. Phones that joined at the old one are cut off ` +
      'until they scan the code again. Whoever joins again is on the list twice: merge the two.';
    await shows(desk, '.console-moved p', notice);
    await desk.waitForSelector('.how-to-join-qr .elsewhere');
    assert.equal(listed(await violations(desk)), '');
    await room.console.press('PageDown');
    await projector.page.waitForSelector('.projector[data-phase="running"]');
    await room.console.click('Show the code to the room');
    await projector.page.waitForSelector('.join-large');
    await room.console.click('Close');
    await showsNo(desk, '.console-moved p');
  });
});
