// Everybody comes in.

import assert from 'node:assert/strict';
import { dayIn } from '../support/dates.mjs';
import { eventually, shows, showsNo } from '../support/eventually.mjs';
import { ANA, BEN, CHLOE, TITLE } from '../support/play.mjs';
import { TIME_ZONE, cardOf } from '../support/room.mjs';
import { TRAINING } from '../support/training.mjs';

export async function arrival(play) {
  const { act, room, server, plan } = play;

  await act('the facilitator signs in and starts a session', async () => {
    const desk = await room.signIn();
    const card = cardOf(TRAINING);
    await shows(desk, `${card} h2`, TRAINING);
    const sections = plan.map(({ title, minutes }) => `${title}${minutes} min`);
    await shows(desk, `${card} .training-sections li`, sections);
    await eventually('the form knows the day and the time zone of the browser', async () => {
      const form = desk.locator(card);
      assert.equal(await form.getByLabel('Time zone').inputValue(), TIME_ZONE);
      play.day = await form.getByLabel('Day').inputValue();
      assert.equal(play.day, dayIn(TIME_ZONE, Date.now()));
    });
    await room.startSession(TITLE);
    room.projector = await room.console.openProjector(room.watch);
    await shows(room.projector.page, '.lobby-code', room.code);
    await shows(room.projector.page, '.lobby-address', server.public.replace('http://', ''));
    await room.projector.page.waitForSelector('.lobby-qr svg');
    await shows(room.projector.page, '.lobby-count', '0 people here');
  });

  await act('three people join, and the lobby counts them', async () => {
    await play.bringPhones();
    const [first, second] = [room.code.slice(0, 3), room.code.slice(3).toLowerCase()];
    await play.ana.joinByCode(server, ` ${first}-${second}`);
    await shows(room.projector.page, '.lobby-count', '1 person here');
    await play.ben.joinByLink(room.joinLink);
    await play.chloe.joinByCode(server, room.code);
    await shows(room.projector.page, '.lobby-count', '3 people here');
    await shows(room.console.page, '.person-name', [ANA, BEN, CHLOE]);
    for (const { page } of play.phones) {
      await shows(page, '.card-now h1', 'You are in');
      await showsNo(page, '.phone-connection');
    }
  });
}
