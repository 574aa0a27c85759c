// Section 6: everybody makes three promises.

import assert from 'node:assert/strict';
import { dayText, daysAfter, proposedDates } from '../support/dates.mjs';
import { shows } from '../support/eventually.mjs';
import { fields } from '../support/play.mjs';

const TEMPLATE = 'pre-read-template';
const MEETING = 'deal-review-meeting';
const CAREER = 'career-conversation';
const KINDS = {
  [TEMPLATE]: { title: 'The pre-read template', dueLabel: 'Deadline' },
  [MEETING]: { title: 'The deal-review meeting', dueLabel: 'First meeting' },
  [CAREER]: { title: 'The career conversation', dueLabel: 'Date of that 1:1' },
};

export async function promises(play) {
  const { act, room, server, ana, ben, chloe } = play;
  const projector = room.projector.page;
  const proposed = proposedDates(play.day);
  /** All that is promised, in the order of the people and the kinds. */
  play.promised = [];

  const commit = async (phone, kind, entries, due = proposed[kind]) => {
    const form = phone.form(`commitment-${kind}`);
    await form.fill(fields(entries));
    if (due !== proposed[kind]) await form.field('due').fill(due);
    await form.send();
    const { title, dueLabel } = KINDS[kind];
    play.promised.push({ participant: phone.name, kind: title, dueLabel, due, ...entries });
  };

  await act('three real dates are proposed', async () => {
    await play.forwardTo('commitments');
    const titles = Object.values(KINDS).map(({ title }) => title);
    const days = Object.keys(KINDS).map((kind) => dayText(proposed[kind]));
    for (const phone of play.phones) {
      await shows(phone.page, '.made', '0 of 3 made');
      await shows(phone.page, '.commitment-title', titles);
      await shows(phone.page, '.commitment-due', days);
      for (const kind of Object.keys(KINDS)) {
        const form = phone.form(`commitment-${kind}`);
        assert.equal(await form.field('due').inputValue(), proposed[kind]);
      }
      const time = phone.form(`commitment-${MEETING}`).field('field-time');
      assert.equal(await time.inputValue(), '09:00');
    }
  });

  await act('two promise in place, and one of them for another day', async () => {
    await commit(ana, TEMPLATE, { document: '=HYPERLINK("https://a.test")', rep: 'Kim' });
    await commit(ana, MEETING, { time: '09:00' });
    await commit(ana, CAREER, { rep: 'Kim' });
    await commit(ben, TEMPLATE, { document: 'The "1:1" doc, second tab', rep: 'Łukasz' });
    await commit(ben, MEETING, { time: '08:30' });
    const earlier = daysAfter(proposed[CAREER], -2);
    await commit(ben, CAREER, { rep: 'Łukasz' }, earlier);
    for (const { page } of [ana, ben]) {
      await shows(page, '.made', '3 of 3 made');
      await shows(page, '.commitment-made', ['✓ made', '✓ made', '✓ made']);
    }
    const days = [proposed[TEMPLATE], proposed[MEETING], earlier].map(dayText);
    await shows(ben.page, '.commitment-due', days);
    await shows(projector, '.responses-count', '2 of 3 have all 3');
  });

  await act('one promises by plain forms, and a refused one keeps what was typed', async () => {
    const template = chloe.form(`commitment-${TEMPLATE}`);
    const later = daysAfter(proposed[TEMPLATE], 3);
    await template.fill({ ...fields({ document: '   ', rep: 'Zoë' }), due: later });
    await room.troubles.expecting(/status of 422/, async () => {
      await template.press();
      await template.says('“Which doc”: nothing is entered. Correct it and send again.');
    });
    assert.equal(await template.field('field-rep').inputValue(), 'Zoë');
    assert.equal(await template.field('due').inputValue(), later);
    await commit(chloe, TEMPLATE, { document: 'Notes', rep: 'Zoë' }, later);
    await commit(chloe, MEETING, { time: '10:15' });
    await commit(chloe, CAREER, { rep: 'Zoë' });
    await shows(chloe.page, '.made', '3 of 3 made');
  });

  await act('the console lists all nine, and the room sees numbers only', async () => {
    await shows(projector, '.responses-count', '3 of 3 have all 3');
    await shows(projector, '.bars b', ['100% 3 of 3', '100% 3 of 3', '100% 3 of 3']);
    await shows(room.console.page, '.panel-commitments h2', '9 commitments');
    await shows(
      room.console.page,
      '.commitments .commitment-name',
      play.promised.map(({ participant, kind }) => `${participant}${kind}`),
    );
    await shows(
      room.console.page,
      '.commitments .commitment-due',
      play.promised.map(({ dueLabel, due }) => `${dueLabel}: ${dayText(due)}`),
    );
    const seen = await projector.content();
    for (const word of ['Kim', 'Łukasz', 'Zoë']) assert.ok(!seen.includes(word), word);
    await play.forwardToEndOfSection();
    assert.equal(play.isAtTheEnd, true);
    await server.advance(4 * 60);
  });
}
