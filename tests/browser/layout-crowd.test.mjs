// Names of all lengths and scripts, three hundred people, a page at 200%: still everything can be
// read. What is measured is in support/layout.mjs. Names have no colours of their own, so one theme
// is enough.

import assert from 'node:assert/strict';
import test from 'node:test';
import { crowded } from './states/crowd.mjs';
import { Crowd } from './support/crowd.mjs';
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
