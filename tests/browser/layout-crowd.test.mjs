// Names of all lengths and scripts, three hundred people, a page at 200%: still everything can be
// read. What is measured is in support/layout.mjs. Names have no colours of their own, so one theme
// is enough.

import assert from 'node:assert/strict';
import test from 'node:test';
import { crowded } from './states/crowd.mjs';
import { Crowd } from './support/crowd.mjs';
import { shows } from './support/eventually.mjs';
import { faultsOnStage, listed } from './support/layout.mjs';
import { Stage } from './support/stage.mjs';

/** As long as a name may be. */
const LONGEST = 80;
const upToLimit = (text) => text.repeat(LONGEST).slice(0, LONGEST);
const NAMES = [
  'Pablo Diego José Francisco de Paula Juan Nepomuceno María de los Remedios Cipria',
  upToLimit('Wolfeschlegelsteinhausenbergerdorff'),
  'محمد عبد الرحمن بن عبد العزيز بن عبد الله آل سعود الكبير',
  'שָׁלוֹם בֶּן־גּוּרְיוֹן (Shalom)',
  '👩🏽‍🚀 Zoë 🧑🏿‍🤝‍🧑🏻 ❤️‍🔥',
  upToLimit('🎉'),
  upToLimit('寿限無五劫の擦り切れ'),
  'ปิยะพงษ์ ศรีสุวรรณวัฒนาไพบูลย์',
  'J',
  'Ố̶̧̨͇̘̂r̷̡̛̙̈́̋s̸͖̾o̵͎̊l̷̬͐y̸̰͝a̴͉̽',
  'Ana-Lucía d’Alembert-Fürstenberg, Head of Sales Enablement (EMEA & LATAM)',
];
const OWN = 'Bartholomäus Freiherr von und zu Hohenlohe-Waldenburg-Schillingsfürst the Second';
const THREE_HUNDRED = 300;
/** So many people make pairs in each of the arrangements that the projector has for them. */
const ROOMS = [6, 12, 18, 30, 42, 56, 58];

async function everythingCanBeRead(t, title, names) {
  const stage = await Stage.open(t);
  await stage.signIn();
  await stage.startSession(title);
  stage.names = [...names, OWN];
  stage.crowd = new Crowd(stage.room);
  await stage.crowd.join(names);
  stage.screens.phone = (await stage.room.participant(OWN)).page;
  await stage.zoom();
  const found = [];
  for (const { state, bring, on } of crowded) {
    await bring(stage);
    found.push(...(await faultsOnStage(stage, state, on, ['light'])));
  }
  assert.ok(found.length === 0, `\n${listed(found)}`);
  stage.room.troubles.assertNone();
}

test('the longest names can be read, at 200% too', async (t) => {
  await everythingCanBeRead(t, upToLimit('A session with the longest title that there is, '), NAMES);
});

test('three hundred people can be read', async (t) => {
  const others = Array.from({ length: THREE_HUNDRED - NAMES.length - 1 }, (_, index) => `Sam ${index + 1}`);
  await everythingCanBeRead(t, 'Three hundred', [...NAMES, ...others]);
});

test('rooms of every size can read who works with whom', async (t) => {
  const stage = await Stage.open(t);
  await stage.signIn();
  await stage.startSession();
  const { room, screens } = stage;
  const crowd = new Crowd(room);
  await room.console.jumpTo('Your three fields, under five minutes');
  const found = [];
  let joined = 0;
  for (const size of ROOMS) {
    const names = Array.from({ length: size - joined }, (_, index) => `Maria Fernanda ${joined + index}`);
    await crowd.join(names);
    joined = size;
    await shows(screens.projector, '.headcount', `${size} people here`);
    await room.console.click(size === ROOMS[0] ? 'Form pairs' : 'Form pairs again');
    if (size !== ROOMS[0]) await room.console.click('Form again');
    await screens.projector.waitForFunction(
      (pairs) => document.querySelectorAll('.seating .group').length === pairs,
      size / 2,
    );
    found.push(...(await faultsOnStage(stage, `pairs of ${size}`, ['projector'], ['light'])));
    // Two names as they are make no more lines than are shown.
    const cut = await screens.projector.$$eval('.group-names', (all) =>
      all.filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1).length,
    );
    assert.equal(cut, 0, `pairs of ${size}`);
  }
  assert.ok(found.length === 0, `\n${listed(found)}`);
  room.troubles.assertNone();
});
