// A phone without a network keeps what is sent, and sends it by itself as soon as it can: once, and
// without another tap, whatever happens to the page meanwhile.

import assert from 'node:assert/strict';
import test from 'node:test';
import { shows } from './support/eventually.mjs';
import { entries, log } from './support/log.mjs';
import { KEPT, WAITING } from './support/phone.mjs';
import { fields } from './support/play.mjs';
import { Room, acts } from './support/room.mjs';
import { OFFLINE } from './support/troubles.mjs';

function whole(observation) {
  return { observation, context: 'A tool changes', question: 'And then?' };
}

test('a phone without a network', async (t) => {
  const room = await Room.open(t);
  const act = acts(t, room);
  await room.begin('No network');
  await room.console.jumpTo('Your three fields, under five minutes');
  const ana = await room.participant('Ana');
  const form = ana.form('pre-read-drill');
  const handedIn = [];

  const withoutNetwork = (play) => room.troubles.expecting(OFFLINE, play);

  const handInAlone = async (observation) => {
    await ana.loseNetwork();
    await form.fill(fields(whole(observation)));
    await form.press();
    await form.says(WAITING);
    assert.equal(await form.field('field-observation').inputValue(), observation);
    handedIn.push(observation);
  };

  /** All that was handed in is there, once and in its order. */
  const hasArrived = async () => {
    await ana.hasSentAll();
    const last = handedIn.at(-1);
    await shows(room.desk, '.answer-row dd', Object.values(whole(last)));
    const kept = entries(await log(room.server, room.code));
    assert.deepEqual(kept, handedIn.map(whole));
  };

  const hasArrivedInTheForm = async () => {
    await hasArrived();
    await form.says(KEPT);
    assert.equal(await form.field('field-observation').inputValue(), handedIn.at(-1));
  };

  await act('sends when it is back', () =>
    withoutNetwork(async () => {
      await handInAlone('First');
      await ana.findNetwork();
      await hasArrivedInTheForm();
    }),
  );

  await act('sends in its order what was handed in twice', () =>
    withoutNetwork(async () => {
      await handInAlone('Second');
      await handInAlone('Third');
      await ana.findNetwork();
      await hasArrivedInTheForm();
    }),
  );

  await act('sends after the page was loaded again', () =>
    withoutNetwork(async () => {
      await handInAlone('Fourth');
      await assert.rejects(ana.page.reload(), /ERR_INTERNET_DISCONNECTED/);
      await ana.findNetwork();
      await ana.reloadAgainAndAgain();
      await hasArrivedInTheForm();
    }),
  );

  await act('sends after the page was closed and opened again', () =>
    withoutNetwork(async () => {
      await handInAlone('Fifth');
      await room.newWindow(ana);
      await ana.findNetwork();
      await ana.open(room.joinLink);
      await hasArrivedInTheForm();
    }),
  );

  await act('keeps what is only typed, and does not send it', () =>
    withoutNetwork(async () => {
      await ana.loseNetwork();
      await form.fill(fields(whole('Half a sen')));
      await form.says('Changed, and not sent yet.');
      await room.newWindow(ana);
      await ana.findNetwork();
      await ana.open(room.joinLink);
      await form.says('Changed, and not sent yet.');
      assert.equal(await form.field('field-observation').inputValue(), 'Half a sen');
      await hasArrived();
    }),
  );

  await act('sends what was handed in although the training has gone on', () =>
    withoutNetwork(async () => {
      await handInAlone('Sixth');
      const title = 'Which side of the wall?';
      await room.console.jumpTo(title);
      await ana.findNetwork();
      await shows(ana.page, '.now-slide', title);
      await ana.hasSentAll();
      await room.console.jumpTo('Your three fields, under five minutes');
      await hasArrivedInTheForm();
    }),
  );
});
