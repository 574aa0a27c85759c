// A facilitator rehearses the whole hour, twenty times as fast, with thirty simulated participants.
// It is the plan that sets the pace: each section is left when its time is over.

import assert from 'node:assert/strict';
import test from 'node:test';
import { seconds, standsAt } from '../support/countdowns.mjs';
import { eventually, shows, texts } from '../support/eventually.mjs';
import { Room, acts, cardOf } from '../support/room.mjs';
import { TRAINING, places, sections } from '../support/training.mjs';

const PEOPLE = 30;
const SPEED = 20;

/** The longest section takes a minute. */
const SECTION = 70_000;

/** Somebody now and then leaves a form alone, as in every room. */
const MOST = PEOPLE - 6;

/** What the facilitator does where an activity is shown, and how long the room has for it, in
 * seconds of the session. */
const ACTIVITIES = {
  'symptom-check': { buttons: ['Show results to the room'], after: 60 },
  'pre-read-drill': {
    before: ['Form pairs'],
    timers: ['pre-read-drill-pairs', 'pre-read-drill-writing'],
    buttons: ['Show results to the room'],
    after: 330,
  },
  'coaching-or-deal': {
    before: ['Form tables of 3'],
    timers: ['coaching-or-deal-decide'],
    buttons: ['Close and reveal the answer'],
    after: 120,
  },
  commitments: { buttons: [], after: 0 },
};

test('an hour is rehearsed at twenty times the speed, and its report has no gap', async (t) => {
  const room = await Room.open(t);
  const act = acts(t, room);
  const plan = sections();
  const way = places();
  let desk, at;

  /** The time that is left in the section, in seconds, as the console shows it. */
  const left = async () => seconds((await texts(desk, '.clock-time'))[0]);
  const leftAtMost = (most) => {
    return eventually(`${most} s are left`, async () => assert.ok((await left()) <= most), SECTION);
  };
  const forward = async () => {
    await room.console.press('PageDown');
    at += 1;
    await shows(desk, '.panel-slide .slide h1', way[at].title);
  };

  const lead = async (activity) => {
    const { before = [], timers = [], buttons, after } = ACTIVITIES[activity];
    for (const button of before) await room.console.click(button);
    for (const timer of timers) {
      await room.console.timer(timer, 'Start');
      await standsAt([desk], timer, 'running');
    }
    await leftAtMost((await left()) - after);
    for (const button of buttons) await room.console.click(button);
  };

  await act('they start a rehearsal from the desk', async () => {
    desk = await room.signIn();
    const card = desk.locator(cardOf(TRAINING));
    await card.locator('.rehearse summary').click();
    await card.getByLabel('Simulated participants').fill(String(PEOPLE));
    await card.getByLabel('Speed').selectOption(String(SPEED));
    await card.getByRole('button', { name: 'Start a rehearsal' }).click();
    await room.comesToConsole();
    await shows(desk, '.console-title .badge', `Rehearsal, ${SPEED}× as fast`);
  });

  await act('thirty people join by themselves', async () => {
    await eventually('all are on the list', async () => {
      assert.equal((await texts(desk, '.person-name')).length, PEOPLE);
    });
  });

  for (const [index, section] of plan.entries()) {
    await act(`section ${index + 1} takes its ${section.minutes} minutes`, async () => {
      if (index === 0) {
        await room.console.click('Begin');
        at = 0;
      } else {
        await forward();
      }
      for (;;) {
        const place = way[at];
        if (place.activity && place.hiddenSteps === 0) await lead(place.activity);
        if (way[at + 1]?.section !== index + 1) break;
        await forward();
      }
      await leftAtMost(1);
    });
  }

  await act('it ends on time', async () => {
    const [words] = await texts(desk, '.clock-end');
    assert.match(words, /, (on time|\+1 min)$/);
    await room.console.click('End');
    await room.console.click('End for all');
    await shows(desk, '.clock-end', 'ended');
  });

  await act('the report has no gap', async () => {
    await desk.getByRole('link', { name: 'Report', exact: true }).click();
    const standing = await texts(desk, '.report-standing');
    assert.match(standing[0], /This was a rehearsal at 20 times the real speed, with 30 simulated participants\./);

    const times = await desk.$$eval('.report table:has(tfoot) tbody tr', (rows) =>
      rows.map((row) => [...row.cells].map((cell) => cell.textContent)),
    );
    assert.equal(times.length, plan.length);
    for (const [index, [title, planned, actual]] of times.entries()) {
      assert.deepEqual([title, planned], [plan[index].title, `${plan[index].minutes}:00`]);
      const over = seconds(actual) - plan[index].minutes * 60;
      assert.ok(Math.abs(over) <= 60, `${title} took ${actual}`);
    }

    const answers = await desk.$$eval('.report table:has(caption)', (tables) => {
      const table = tables.find((one) => one.caption.textContent === 'How many answered each activity');
      return [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent));
    });
    // A poll, a drill, a vote, the promises together, and each kind of promise.
    assert.equal(answers.length, 7, JSON.stringify(answers));
    for (const [title, answered, of] of answers) {
      // People answer for themselves, but a table decides together.
      const [, number, who] = /^(\d+) (people|tables)$/.exec(of);
      assert.equal(Number(number), who === 'tables' ? PEOPLE / 3 : PEOPLE, title);
      const least = who === 'tables' ? PEOPLE / 3 : MOST;
      assert.ok(Number(answered) >= least, `${title}: ${answered} of ${of}`);
    }
    const nothing = 'Nothing: every slide was shown, every activity opened and every timer started.';
    assert.ok((await texts(desk, '.empty')).includes(nothing));
  });

  await act('nothing of it is exported', async () => {
    assert.deepEqual(await texts(desk, '.export-links'), []);
    for (const path of ['export/commitments.csv', 'export/commitments.xlsx', 'check-ins']) {
      const answer = await desk.request.get(`${room.server.local}/s/${room.code}/${path}`);
      assert.equal(answer.status(), 409, path);
    }
    await assert.rejects(room.server.export(room.code), /This session is a rehearsal/);
  });
});
