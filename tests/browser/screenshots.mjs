// Takes the three pictures of README (screenshots/), and pictures of every slide and of every screen
// in every state, light and dark, for people who look (output/, which git ignores).

import assert from 'node:assert/strict';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { PHONE, alive } from './support/browser.mjs';
import { eventually, shows } from './support/eventually.mjs';
import { Room } from './support/room.mjs';
import { ROOT } from './support/server.mjs';
import { sections } from './support/training.mjs';

const README = path.join(ROOT, 'tests/browser/screenshots');
const OUTPUT = path.join(ROOT, 'tests/browser/output');
/** As in a real room: a laptop on the network of a meeting room. */
const PUBLIC_URL = 'http://192.168.1.20:3000';
const SCHEMES = ['light', 'dark'];
const NAMES = ['Ana Lima', 'Ben Okafor', 'Chloé Roux', 'Dmitri Sokolov', 'Esra Yılmaz', 'Frank Weber'];
const PAIRS = 'pre-read-drill-pairs';
const WRITING = 'pre-read-drill-writing';
const DECIDE = 'coaching-or-deal-decide';

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

async function picture(page, file, options = {}) {
  await mkdir(path.dirname(file), { recursive: true });
  await page.mouse.move(0, 0);
  await page.evaluate(async () => {
    document.activeElement?.blur();
    for (const panel of document.querySelectorAll('.panel')) panel.scrollTop = 0;
    await document.fonts.ready;
  });
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide', ...options });
}

/** One state of one screen, light and dark. */
async function state(page, name, options) {
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    await picture(page, path.join(OUTPUT, colorScheme, `${name}.png`), options);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

const whole = { fullPage: true };
let room, server, troubles, phones, ana, code, remote;

/** A moment on all screens. */
async function moment(name) {
  await state(room.projector.page, `projector-${name}`);
  await state(room.desk, `console-${name}`);
  await state(remote.page, `remote-${name}`, whole);
  await state(ana.page, `phone-${name}`, whole);
}

async function everySlide() {
  let number = 0;
  for (const section of sections()) {
    for (const slide of section.slides) {
      number += 1;
      await room.console.jumpTo(slide.title);
      for (let step = 0; step < slide.steps; step += 1) await room.console.press('PageDown');
      await shows(room.projector.page, '.projector-slide .slide h1', slide.title);
      await room.projector.page.waitForFunction(() => !document.querySelector('[data-unrevealed]'));
      await state(room.projector.page, `slide-${String(number).padStart(2, '0')}`);
    }
  }
}

async function frontDoor() {
  const stranger = await room.device('stranger', PHONE);
  await stranger.goto(server.public);
  await state(stranger, 'page-home', whole);
  await stranger.goto(room.joinLink);
  await state(stranger, 'page-join', whole);
  await troubles.expecting(/status of 4\d\d/, async () => {
    await stranger.goto(`${server.public}/j/ZZZ999`);
    await state(stranger, 'page-wrong-code', whole);
    await stranger.goto(`${server.public}/facilitate`);
    await state(stranger, 'page-not-signed-in', whole);
  });
}

async function lobby() {
  await room.begin('Lisbon, November');
  code = room.code;
  await room.console.click('Add a device');
  await room.console.click('My phone as remote');
  const link = await room.desk.locator('.remote-url').textContent();
  await state(room.desk, 'console-remote-link');
  await room.console.click('Close');
  const page = await room.device('remote', { ...PHONE, viewport: { width: 360, height: 740 } });
  await page.goto(link.replace(PUBLIC_URL, server.public));
  await page.waitForURL(/\/console$/);
  await alive(page);
  remote = { page };
  await state(room.projector.page, 'projector-lobby-empty');
  phones = [];
  for (const name of NAMES) phones.push(await room.participant(name));
  [ana] = phones;
  await shows(room.projector.page, '.lobby-count', '6 people here');
  await moment('lobby');
  await room.console.press('?');
  await state(room.desk, 'console-keys');
  await room.console.press('?');
}

async function poll() {
  await room.console.jumpTo('Be honest: which of these are yours?');
  const raised = [[0, 1, 2], [0, 1], [0, 3], [0, 1, 3], [1, 0], [2]];
  for (const [index, hands] of raised.entries()) {
    const form = phones[index].form('symptom-check');
    for (const hand of hands) await form.form.locator('input[type="checkbox"]').nth(hand).check();
    if (index === 0) await state(ana.page, 'phone-poll-open', whole);
    await form.send();
  }
  await shows(room.projector.page, '.responses-count', '6 of 6 have answered');
  await moment('poll');
  await room.console.click('Show results to the room');
  await shows(room.projector.page, '.outcome .bars-legend', '70% Most rooms go above this');
  await moment('poll-revealed');
  await server.advance(4 * 60 + 30);
}

/** Waits for the beginning of a second, so that two pictures fit into it. */
async function freshSecond(page) {
  const time = page.locator('.countdown-time').first();
  const before = await time.textContent();
  await eventually('the second turns over', async () => {
    assert.notEqual(await time.textContent(), before);
  });
}

async function drill() {
  await room.console.jumpTo('Your three fields, under five minutes');
  await moment('drill-before');
  await room.console.click('Form pairs');
  await room.console.timer(PAIRS, 'Start');
  await server.advance(118);
  await room.console.timer(WRITING, 'Start');
  await server.advance(97);
  await ana.form('pre-read-drill').fill({ 'field-observation': DRILL[0]['field-observation'] });
  await moment('drill-writing');
  for (const [index, entries] of DRILL.entries()) {
    await server.advance(20);
    await phones[index].form('pre-read-drill').fill(entries);
    await phones[index].form('pre-read-drill').send();
  }
  await shows(room.projector.page, '.responses-count', '2 of 6 have handed in');
  await shows(room.desk, '.panel-activity .responses-count', '2 of 6 have handed in');
  await freshSecond(room.projector.page);
  await Promise.all([
    picture(room.projector.page, path.join(README, 'projector.png')),
    picture(room.desk, path.join(README, 'console.png')),
  ]);
  await moment('drill-handed-in');
  await server.advance(110);
  await moment('drill-nearly-done');
  await server.advance(45);
  await moment('drill-last-moments');
  await room.console.timer(PAIRS, 'Pause');
  await server.advance(30);
  await moment('drill-over-and-paused');
  await phones[2].form('pre-read-drill').fill(DRILL[0]);
  await phones[2].form('pre-read-drill').send();
  await room.console.click('Show results to the room');
  await shows(room.projector.page, '.outcome-figure', '2 of 3 inside 5:00');
  await moment('drill-revealed');
  for (const timer of [PAIRS, WRITING]) await room.console.timer(timer, 'Reset');
}

async function vote() {
  await room.console.jumpTo('Which side of the wall?');
  await room.console.click('Form tables of 3');
  await room.console.timer(DECIDE, 'Start');
  await server.advance(70);
  for (const [index, choice] of ['Coaching moment', 'Deal-review moment'].entries()) {
    const form = phones[index].form('coaching-or-deal');
    await form.check(choice);
    await form.send();
  }
  await moment('vote');
  await room.console.click('Close and reveal the answer');
  await shows(room.projector.page, '.answer-word', 'Both');
  await moment('vote-revealed');
  await room.console.timer(DECIDE, 'Reset');
}

async function commitments() {
  await room.console.jumpTo('Write it, then say it aloud');
  await state(ana.page, 'phone-commitments-before', whole);
  const template = ana.form('commitment-pre-read-template');
  await template.fill({ 'field-document': '1:1 notes, shared with Kim', 'field-rep': 'Kim Duarte' });
  await ana.page.evaluate(() => {
    document.querySelector('.card-commitments').scrollIntoView();
    scrollBy(0, -16);
  });
  await picture(ana.page, path.join(README, 'phone.png'));
  await state(ana.page, 'phone-commitments-typed', whole);
  for (const [index, phone] of phones.slice(0, 4).entries()) {
    const rep = ['Kim Duarte', 'Łukasz Nowak', 'Zoë Martin', 'Omar Haddad'][index];
    const forms = {
      'commitment-pre-read-template': { 'field-document': '1:1 notes, shared', 'field-rep': rep },
      'commitment-deal-review-meeting': {},
      'commitment-career-conversation': { 'field-rep': rep },
    };
    for (const [id, entries] of Object.entries(forms).slice(0, 3 - (index % 2))) {
      await phone.form(id).fill(entries);
      await phone.form(id).send();
    }
  }
  await shows(room.projector.page, '.responses-count', '2 of 6 have all 3');
  await moment('commitments');
}

async function end() {
  await room.console.click('End');
  await state(room.desk, 'console-asks-to-end');
  await room.console.click('End for all');
  await shows(room.projector.page, '.projector-end h1', 'Thank you');
  await moment('ended');
  await room.desk.goto(`${server.local}/s/${code}/report`);
  await state(room.desk, 'page-report', whole);
  await room.desk.goto(`${server.local}/s/${code}/delete`);
  await state(room.desk, 'page-delete', whole);
  await room.desk.goto(`${server.local}/facilitate`);
  await alive(room.desk);
  await state(room.desk, 'page-desk', whole);
}

const closing = [];
try {
  room = await Room.open({ after: (close) => closing.push(close) }, PUBLIC_URL);
  ({ server, troubles } = room);
  await rm(OUTPUT, { recursive: true, force: true });
  for (const scene of [lobby, frontDoor, poll, drill, vote, commitments, everySlide, end]) {
    await scene();
    console.log(`${scene.name}: done`);
  }
  troubles.assertNone();
} finally {
  for (const close of closing) await close();
}
