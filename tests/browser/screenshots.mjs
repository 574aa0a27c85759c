// Takes the three pictures of README (screenshots/), and pictures of every slide and of every screen
// in every state, in all sizes and themes, for people who look (output/, which git ignores).
//
// `node screenshots.mjs drill` takes of the latter only those whose screen or name has “drill” in it.

import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { STATES } from './states/all.mjs';
import { eventually, shows } from './support/eventually.mjs';
import { album, picture } from './support/pictures.mjs';
import { Room } from './support/room.mjs';
import { ROOT } from './support/server.mjs';
import { Stage } from './support/stage.mjs';
import { sections } from './support/training.mjs';

const README = path.join(ROOT, 'tests/browser/screenshots');
const OUTPUT = path.join(ROOT, 'tests/browser/output');
const ONLY = process.argv[2] ?? '';
const SIZES = ['1920x1080', '1024x768', '390x844'];
/** Their first size, which is the one that shows all themes, is a phone's. */
const HELD_IN_A_HAND = ['phone', 'other', 'visitor', 'remote'];
/** As in a real room: a laptop on the network of a meeting room. */
const PUBLIC_URL = 'http://192.168.1.20:3000';
const NAMES = ['Ana Lima', 'Ben Okafor', 'Chloé Roux', 'Dmitri Sokolov', 'Esra Yılmaz', 'Frank Weber'];
const PAIRS = 'pre-read-drill-pairs';
const WRITING = 'pre-read-drill-writing';
const DRILL = [
  {
    'field-observation': 'Nguyen demo on Tuesday, at 14:20: you named the price before they named the pain.',
    'field-context': 'Leadership watches churn in mid-market now; it comes up at the all-hands on Thursday.',
    'field-question': 'What did you hear right before you named the price?',
  },
  {
    'field-observation': 'Your email to Acme on Monday: three open questions, all in the last line.',
    'field-context': 'The new contract tool is delayed until May.',
    'field-question': 'Which of the three did you most want answered?',
  },
];

async function pictures(page, screen, name) {
  if (!`${screen} ${name}`.includes(ONLY)) return;
  const sizes = HELD_IN_A_HAND.includes(screen) ? SIZES.toReversed() : SIZES;
  await album(page, { folder: OUTPUT, screen, name, sizes });
}

async function everyState(stage) {
  let number = 0;
  for (const [part, states] of Object.entries(STATES)) {
    for (const { state, bring, on } of states) {
      number += 1;
      await bring(stage);
      const name = `${String(number).padStart(2, '0')} ${part}, ${state}`;
      for (const screen of on) await pictures(stage.screens[screen], screen, name);
    }
    console.log(`${part}: done`);
  }
}

async function everySlide(room) {
  let number = 0;
  for (const section of sections()) {
    for (const slide of section.slides) {
      number += 1;
      await room.console.jumpTo(slide.title);
      for (let step = 0; step < slide.steps; step += 1) await room.console.press('PageDown');
      const { page } = room.projector;
      await shows(page, '.projector-slide .slide h1', slide.title);
      await page.waitForFunction(() => !document.querySelector('[data-unrevealed]'));
      await pictures(page, 'projector', `slide ${String(number).padStart(2, '0')}`);
    }
  }
}

/** Waits for the beginning of a second, so that two pictures fit into it. */
async function freshSecond(page) {
  const time = page.locator('.countdown-time').first();
  const before = await time.textContent();
  await eventually('the second turns over', async () => {
    assert.notEqual(await time.textContent(), before);
  });
}

/** A drill in the middle of it, on the projector and the console. */
async function readmeDrill({ server, console, projector, desk }, phones) {
  await console.jumpTo('Be honest: which of these are yours?');
  await server.advance(4 * 60 + 30);
  await console.jumpTo('Your three fields, under five minutes');
  await console.click('Form pairs');
  await console.timer(PAIRS, 'Start');
  await server.advance(118);
  await console.timer(WRITING, 'Start');
  await server.advance(97);
  for (const [index, entries] of DRILL.entries()) {
    await server.advance(20);
    await phones[index].form('pre-read-drill').fill(entries);
    await phones[index].form('pre-read-drill').send();
  }
  await shows(projector.page, '.responses-count', '2 of 6 have handed in');
  await shows(desk, '.panel-activity .responses-count', '2 of 6 have handed in');
  await freshSecond(projector.page);
  await Promise.all([
    picture(projector.page, path.join(README, 'projector.png')),
    picture(desk, path.join(README, 'console.png')),
  ]);
  for (const timer of [PAIRS, WRITING]) await console.timer(timer, 'Reset');
}

/** The promises, on a phone, while the first is written. */
async function readmePromises({ console }, [ana]) {
  await console.jumpTo('Write it, then say it aloud');
  const template = ana.form('commitment-pre-read-template');
  await template.fill({ 'field-document': '1:1 notes, shared with Kim', 'field-rep': 'Kim Duarte' });
  await ana.page.evaluate(() => {
    document.querySelector('.card-commitments').scrollIntoView();
    scrollBy(0, -16);
  });
  await picture(ana.page, path.join(README, 'phone.png'));
}

async function readme(room) {
  await room.begin('Lisbon, November');
  const phones = [];
  for (const name of NAMES) phones.push(await room.participant(name));
  await shows(room.projector.page, '.lobby-count', '6 people here');
  await readmeDrill(room, phones);
  await readmePromises(room, phones);
  await everySlide(room);
}

const closing = [];
const test = { after: (close) => closing.push(close) };
try {
  await rm(OUTPUT, { recursive: true, force: true });
  const room = await Room.open(test, PUBLIC_URL);
  await readme(room);
  console.log('README and slides: done');
  const stage = await Stage.open(test);
  await everyState(stage);
  for (const { troubles } of [room, stage.room]) troubles.assertNone();
} finally {
  for (const close of closing) await close();
}
