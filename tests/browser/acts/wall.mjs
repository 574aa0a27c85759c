// Sections 3 to 5: a table decides in section 4; in the others the phones rest.

import assert from 'node:assert/strict';
import { standsAt } from '../support/countdowns.mjs';
import { eventually, shows, showsNo, texts } from '../support/eventually.mjs';
import { firstMessage } from '../support/feed.mjs';
import { CHLOE } from '../support/play.mjs';

const DECIDE = 'coaching-or-deal-decide';
const ANSWER = /\bBoth\b/;

export async function wall(play) {
  const { act, room, server, ana, ben, chloe } = play;
  const projector = room.projector.page;

  await act('the third section runs', async () => {
    await play.forward();
    await chloe.lookAgain();
    await shows(chloe.page, '.now-section', play.sectionLine(3));
    await play.forwardToEndOfSection();
    await server.advance(9 * 60);
  });

  await act('a table decides', async () => {
    await play.forwardTo('coaching-or-deal');
    await room.console.click('Form tables of 3');
    for (const { page } of [ana, ben]) {
      await eventually('the phone knows its table', async () => {
        assert.match((await texts(page, '.group-line'))[0], /^Table 1, with .+ and .+$/);
      });
    }
    await room.console.timer(DECIDE, 'Start');
    await standsAt(play.livePages, DECIDE, 'running');
    await server.advance(4 * 60 + 10);
    await standsAt(play.livePages, DECIDE, 'soon');
    await chloe.lookAgain();
    for (const [phone, choice] of [
      [ana, 'Coaching moment'],
      [ben, 'Deal-review moment'],
      [chloe, 'Coaching moment'],
    ]) {
      await phone.form('coaching-or-deal').check(choice);
      await phone.form('coaching-or-deal').send();
    }
    for (const { page } of [ana, ben]) {
      await eventually('the phone says what the table has chosen last', async () => {
        const help = await texts(page, '.card-activity .field-help');
        assert.ok(help.includes(`Your group says: Coaching moment (${CHLOE}).`), help.join('|'));
      });
    }
    await shows(projector, '.responses-count', '1 of 1 tables have decided');
    await showsNo(projector, '.bars');
  });

  await act('the answer is nowhere before it is revealed', async () => {
    for (const { page } of [room.projector, ...play.phones]) {
      assert.doesNotMatch(await page.content(), ANSWER);
      const anew = await page.request.get(page.url());
      assert.doesNotMatch(await anew.text(), ANSWER);
    }
    const feeds = [[projector, play.feeds.projector], [ana.page, play.feeds.phone]];
    for (const [page, feed] of feeds) {
      assert.doesNotMatch(JSON.stringify(await firstMessage(page, feed)), ANSWER);
    }
  });

  await act('the answer is revealed, and the vote is closed', async () => {
    await room.console.click('Close and reveal the answer');
    await shows(projector, '.answer-word', 'Both');
    await chloe.lookAgain();
    for (const { page } of [room.projector, ...play.phones]) {
      await shows(page, '.answer-word', 'Both');
      assert.equal((await texts(page, '.answer-reasons li')).length, 2);
      await shows(page, '.bars b', ['100% 1 of 1', '0% 0 of 1']);
    }
    for (const phone of play.phones) {
      const button = phone.form('coaching-or-deal').form.locator('button');
      assert.equal(await button.isDisabled(), true);
    }
    await room.console.timer(DECIDE, 'Reset');
    await play.forwardToEndOfSection();
    await server.advance(5 * 60);
  });

  await act('the fifth section runs without phones', async () => {
    await play.forward();
    for (const { page } of [ana, ben]) await showsNo(page, '.card-activity');
    await play.forwardToEndOfSection();
    await server.advance(14 * 60);
  });
}
