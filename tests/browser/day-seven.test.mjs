// What comes after a session: links to come back by, what became of the promises a week later, and
// that nothing is left of anybody when it is time to forget.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { parseCsv } from './support/csv.mjs';
import { dayIn, dayText, daysAfter } from './support/dates.mjs';
import { eventually, shows, texts } from './support/eventually.mjs';
import { fields } from './support/play.mjs';
import { ReturnPage, returnLink } from './support/return-page.mjs';
import { Room, TIME_ZONE, acts } from './support/room.mjs';

const [TEMPLATE, MEETING, CAREER] = [
  'pre-read-template',
  'deal-review-meeting',
  'career-conversation',
];
const ANA = 'Anastazja of the north';
const BEN = '=Benedikt()';
const CHLOE = 'Chloé Roux';
const DAN = 'Dan, who is silent';
const DAY = 24 * 60 * 60;
const NO_ANSWER = 'no answer';

/** The bytes of all files in the data directory. */
async function everyByte(server) {
  const names = await readdir(server.data);
  return Buffer.concat(await Promise.all(names.map((name) => readFile(path.join(server.data, name)))));
}

async function download(page, button) {
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  return readFile(await (await started).path());
}

function rows(page, heading) {
  const panel = page.locator('.panel', { has: page.getByRole('heading', { name: heading, exact: true }) });
  return panel.locator('tbody tr').evaluateAll((all) =>
    all.map((row) => [...row.cells].map((cell) => cell.textContent)),
  );
}

test('seven days later', async (t) => {
  const room = await Room.open(t);
  const act = acts(t, room);
  const { server } = room;
  await room.begin('Day seven');
  const people = {};
  const links = {};

  await act('four promise, and three of them take a link of their own', async () => {
    for (const name of [ANA, BEN, CHLOE, DAN]) {
      people[name] = await room.participant(name, { javaScriptEnabled: name !== CHLOE });
    }
    await room.console.jumpTo('Write it, then say it aloud');
    for (const phone of Object.values(people)) {
      await phone.lookAgain();
      await phone.form(`commitment-${TEMPLATE}`).fill(fields({ document: 'The doc', rep: 'Kim' }));
      await phone.form(`commitment-${TEMPLATE}`).send();
      await phone.form(`commitment-${MEETING}`).send();
    }
    await people[CHLOE].form(`commitment-${CAREER}`).fill(fields({ rep: 'Zoë' }));
    await people[CHLOE].form(`commitment-${CAREER}`).send();
    for (const name of [ANA, BEN, CHLOE]) links[name] = await returnLink(people[name]);
    assert.equal(new Set(Object.values(links)).size, 3);
    for (const link of Object.values(links)) {
      assert.match(link, new RegExp(`^${server.public}/c/${room.code}/[0-9a-f]{40}$`));
    }
    await room.console.click('End');
    await room.console.click('End for all');
    await shows(room.projector.page, '.projector-end h1', 'Thank you');
  });

  const day = dayIn(TIME_ZONE, server.now());
  const later = daysAfter(day, 20);

  await act('a week later they say what became of it: done, moved, dropped', async () => {
    await server.advance(7 * DAY);
    const back = async (name, options) => {
      const page = await room.device(`${name}, a week later`, options);
      return new ReturnPage(page, links[name]).open();
    };
    const ana = await back(ANA);
    await ana.answer(TEMPLATE, 'Done');
    await ana.says(TEMPLATE, 'Done');
    const ben = await back(BEN);
    await ben.answer(MEETING, 'Moved to another day', { 'To which day': later });
    await ben.says(MEETING, `Moved to ${dayText(later)}`);
    const chloe = await back(CHLOE, { javaScriptEnabled: false });
    await room.troubles.expecting(/status of 422/, async () => {
      await chloe.answer(CAREER, 'Dropped', { Why: '  ' });
      const why = '“The career conversation: why”: nothing is entered. Correct it and send again.';
      await shows(chloe.page, '.form-status', why);
    });
    await chloe.answer(CAREER, 'Dropped', { Why: 'Zoë has left, "alas"' });
    await chloe.says(CAREER, 'Dropped: Zoë has left, "alas"');
  });

  await act('the page of the room agrees', async () => {
    const desk = room.desk;
    await desk.goto(`${server.local}/s/${room.code}/check-ins`);
    assert.deepEqual(await rows(desk, 'Day 7'), [
      ['The pre-read template', '4', '1', '0', '0', '3'],
      ['The deal-review meeting', '4', '0', '1', '0', '3'],
      ['The career conversation', '1', '0', '0', '1', '0'],
    ]);
    const [waiting] = await texts(desk, '.waiting-for');
    assert.equal(waiting, `No answer yet from ${[ANA, BEN, CHLOE, DAN].join(', ')}.`);
  });

  await act('so does the export', async () => {
    const exported = parseCsv(await server.export(room.code, '--table', 'check-ins'));
    const day7 = exported.filter((row) => row.check_in === 'Day 7');
    const said = (row) => [row.participant, row.kind, row.outcome, row.new_date, row.reason];
    const answered = day7.filter((row) => row.outcome !== NO_ANSWER).map(said);
    assert.deepEqual(answered, [
      [ANA, 'The pre-read template', 'done', '', ''],
      [`'${BEN}`, 'The deal-review meeting', 'moved', later, ''],
      [CHLOE, 'The career conversation', 'dropped', '', 'Zoë has left, "alas"'],
    ]);
    assert.equal(day7.length, 9, 'everything that was promised is asked about');
  });

  await act('a file for the mail merge gives each a new link, and the old ones stay good', async () => {
    // The browser leaves the page's request for a download.
    const merged = await room.troubles.expecting(/mail-merge: net::ERR_ABORTED/, async () =>
      parseCsv(await download(room.desk, 'Download the mail-merge file')),
    );
    assert.deepEqual(merged.map(({ name }) => name), [ANA, `'${BEN}`, CHLOE, DAN]);
    const dan = await room.device('Dan, by mail');
    await dan.goto(merged[3].link);
    await shows(dan, '.phone-name', DAN);
    const ana = await room.device('Ana, by her first link');
    await ana.goto(links[ANA]);
    await shows(ana, '.phone-name', ANA);
  });

  await act('the calendar comes from a real address', async () => {
    const { page } = people[ANA];
    const answer = await page.request.get(`${links[ANA]}/commitments.ics`);
    assert.equal(answer.headers()['content-type'], 'text/calendar; charset=utf-8');
    const calendar = (await answer.text()).replaceAll('\r\n ', '');
    assert.ok(calendar.includes(links[ANA]), 'it holds the link');
  });

  await act('whoever deletes what they wrote leaves no byte, and the counts stay', async () => {
    assert.ok((await everyByte(server)).includes('Benedikt'));
    const page = await room.device('Ben, who leaves');
    await page.goto(links[BEN]);
    await page.getByRole('link', { name: 'Delete what I wrote' }).click();
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await shows(page, 'h1', 'It is deleted');
    assert.ok(!(await everyByte(server)).includes('Benedikt'));
    await room.troubles.expecting(/status of 404/, async () => {
      await page.goto(links[BEN]);
      await shows(page, 'h1', 'This link leads to nothing, or not any more.');
    });
    await room.desk.reload();
    const [, meeting] = await rows(room.desk, 'Day 7');
    assert.deepEqual(meeting, ['The deal-review meeting', '4', '0', '1', '0', '3']);
    const everybody = await rows(room.desk, '4 participants');
    assert.deepEqual(everybody.map(([name]) => name), [ANA, '(deleted)', CHLOE, DAN]);
  });

  await act('when the time is over, nothing is left of anybody', async () => {
    const page = await room.device('somebody late');
    await page.goto(room.joinLink);
    const [stated] = await texts(page, '.aside:last-of-type');
    assert.ok(stated.includes(dayText(daysAfter(day, 180))), stated);
    for (const name of ['Anastazja', 'Chlo', 'Day seven']) {
      assert.ok((await everyByte(server)).includes(name), name);
    }
    await room.troubles.expecting(/status of 40[14]/, async () => {
      await server.advance(174 * DAY);
      await eventually('all is deleted', async () => {
        const bytes = await everyByte(server);
        for (const name of ['Anastazja', 'Chlo', 'Dan, who', 'Day seven']) {
          assert.ok(!bytes.includes(name), name);
        }
      });
      await page.goto(room.joinLink);
      await shows(page, 'h1', `No session has the code “${room.code}”.`);
    });
  });
});
