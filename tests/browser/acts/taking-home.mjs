// The session ends, and what it came to is taken home.

import assert from 'node:assert/strict';
import { seconds } from '../support/countdowns.mjs';
import { parseCsv } from '../support/csv.mjs';
import { shows, showsNo } from '../support/eventually.mjs';
import { MINUTE, TITLE } from '../support/play.mjs';
import { TRAINING } from '../support/training.mjs';

const REPEATS = { 'The deal-review meeting': 'weekly', 'The career conversation': 'monthly' };

/** The check-in that asks about one kind of promise only. */
const OWN_CHECK_IN = {
  'The pre-read template': 'pre-read-works',
  'The deal-review meeting': 'wall-stands',
  'The career conversation': 'career-talk-is-natural',
};

export async function takingHome(play) {
  const { act, room, server, ana, ben, chloe } = play;
  const { desk } = room;
  let csv, endedAt;

  await act('the session ends', async () => {
    csv = await room.console.downloadCsv();
    await room.console.click('End');
    endedAt = server.now();
    await room.console.click('End for all');
    await shows(room.projector.page, '.projector-end h1', 'Thank you');
    await chloe.lookAgain();
    for (const { page } of play.phones) {
      await shows(page, '.card-now h1', 'Thank you');
      await shows(page, '.made', '3 of 3 made');
    }
  });

  await act('the report compares the time with the plan', async () => {
    await desk.getByRole('link', { name: 'Report', exact: true }).click();
    await shows(desk, 'h1', TITLE);
    const rows = await desk.$$eval('.report table:has(tfoot) :is(tbody, tfoot) tr', (all) =>
      all.map((row) => [...row.cells].map((cell) => cell.textContent)),
    );
    const leftAt = [...play.enteredAt.slice(1), endedAt];
    const expected = play.plan.map(({ title, minutes }, index) => {
      return { title, planned: minutes, actual: leftAt[index] - play.enteredAt[index] };
    });
    expected.push({ title: 'All', planned: 60, actual: endedAt - play.enteredAt[0] });
    assert.equal(rows.length, expected.length);
    const isNear = (text, milliseconds) => Math.abs(seconds(text) - milliseconds / 1_000) <= 2;
    rows.forEach(([title, planned, actual, difference], index) => {
      const must = expected[index];
      assert.deepEqual([title, planned], [must.title, `${must.planned}:00`]);
      assert.ok(isNear(actual, must.actual), `${title}: ${actual}, not ${must.actual} ms`);
      const over = must.actual - must.planned * MINUTE;
      assert.equal(difference[0], over < 0 ? '−' : '+', `${title}: ${difference}`);
      assert.ok(isNear(difference.slice(1), Math.abs(over)), `${title}: ${difference}`);
    });
    await shows(desk, '.report-activity > h3', [
      'Symptom check',
      'Write a manager’s pre-read',
      'Coaching or deal review?',
      'My three promises',
    ]);
    await shows(desk, '.report .answer-word', 'Both');
  });

  await act('the commitments are the same by every way home', async () => {
    assert.equal(csv.name, `Lisbon-autumn-${room.code}-commitments.csv`);
    await desk.locator('.export-links summary').click();
    assert.deepEqual(await room.console.downloadCsv('Commitments (CSV)'), csv);
    assert.deepEqual(await server.export(room.code), csv.bytes);
    const rows = parseCsv(csv.bytes);
    assert.deepEqual(
      rows.map(({ committed_at, ...row }) => row),
      play.promised.map(({ participant, kind, document = '', rep = '', time = '', due }) => ({
        session_code: room.code,
        session: TITLE,
        training: TRAINING,
        session_date: play.day,
        participant,
        kind,
        // A spreadsheet must not take it for a formula.
        document: document.replace(/^=/, "'="),
        rep,
        time,
        due,
        repeats: REPEATS[kind] ?? '',
        'day-7': 'no answer',
        ...Object.fromEntries(
          Object.entries(OWN_CHECK_IN).map(([of, id]) => [id, of === kind ? 'no answer' : '']),
        ),
        now_due: due,
        reason: '',
      })),
    );
    assert.equal(rows.length, 9);
    for (const { committed_at: moment } of rows) {
      assert.match(moment, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/);
      const at = Date.parse(moment);
      assert.ok(at >= play.enteredAt[5] - 1_000 && at <= endedAt, moment);
    }
  });

  await act('a deleted session is gone from every screen', async () => {
    await room.troubles.expecting(/status of 404/, async () => {
      await desk.goto(`${server.local}/facilitate`);
      await desk.getByRole('link', { name: 'Delete', exact: true }).click();
      await shows(desk, 'h1', `Delete “${TITLE}”?`);
      await desk.getByRole('button', { name: 'Delete for good' }).click();
      await desk.waitForURL(/\/facilitate$/);
      await showsNo(desk, '.session-row');
      const sentence = `No session has the code “${room.code}”.`;
      for (const { page } of [ana, ben, room.projector]) await shows(page, 'h1', sentence);
      await chloe.page.goto(room.joinLink);
      await shows(chloe.page, 'h1', sentence);
    });
    await assert.rejects(server.export(room.code), /There is no session with the code/);
  });
}
