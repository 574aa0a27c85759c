// What phones send arrives once, however much the network loses, and whoever reloads meanwhile.

import assert from 'node:assert/strict';
import test from 'node:test';
import { Chance } from '../support/chance.mjs';
import { entries, log } from '../support/log.mjs';
import { lossyNetwork } from '../support/lossy-network.mjs';
import { KEPT } from '../support/phone.mjs';
import { Room } from '../support/room.mjs';
import { OFFLINE } from '../support/troubles.mjs';

const NAMES = ['Ana', 'Ben', 'Chloé', 'Dmitri', 'Esra'];
const FORMS = ['commitment-pre-read-template', 'commitment-career-conversation'];
const ROUNDS = 20;
const SUBMISSIONS = 200;
/** In so many of the rounds somebody reloads the page while it sends. */
const RELOADS = 0.2;
const SEED = 20261126;
/** How long, in milliseconds, one submission may take to get through. */
const PATIENCE = 60_000;

/** Sends a text by each form, round after round. Gives all that was sent. */
async function writeAndSend(phone, chance) {
  const forms = FORMS.map((id) => phone.form(id));
  const sent = [];
  await forms[0].fill({ 'field-document': 'The shared doc' });
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const form of forms) {
      const text = `${phone.name}, ${form.id}, ${round}`;
      await form.fill({ 'field-rep': text });
      await form.press();
      sent.push(text);
    }
    if (chance.happens(RELOADS)) await phone.reloadAgainAndAgain();
    await phone.hasSentAll(PATIENCE);
    for (const form of forms) await form.says(KEPT, PATIENCE);
  }
  return sent;
}

test('what is sent on a network that loses a third arrives exactly once', async (t) => {
  const room = await Room.open(t);
  const network = await lossyNetwork(room.server, t);
  await room.begin('A bad network');
  await room.console.jumpTo('Write it, then say it aloud');
  const phones = [];
  for (const name of NAMES) phones.push(await room.participant(name));

  await room.troubles.expecting(OFFLINE, async () => {
    await Promise.all(phones.map((phone) => phone.open(network.address(phone.page.url()))));
    const writing = phones.map((phone, index) => writeAndSend(phone, new Chance(SEED + index)));
    const sent = (await Promise.all(writing)).flat();
    const kept = entries(await log(room.server, room.code)).map(({ rep }) => rep);
    assert.equal(sent.length, SUBMISSIONS);
    assert.deepEqual(kept.sort(), sent.sort());
    // Off the network, so that nothing goes wrong any more.
    for (const phone of phones) await phone.page.goto('about:blank');
  });
  t.diagnostic(`lost: ${network.lost.requests} requests and ${network.lost.answers} answers`);
  room.troubles.assertNone();
});
