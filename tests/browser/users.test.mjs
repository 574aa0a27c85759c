// Facilitators with a sign-in of their own, on a server that several share.

import assert from 'node:assert/strict';
import test from 'node:test';
import { PHONE } from './support/browser.mjs';
import { shows } from './support/eventually.mjs';
import { Room } from './support/room.mjs';

const PASSWORD = 'three or four words';
const WRONG =
  'This name and this password do not belong together. ' +
  'Check both, or ask whoever runs the server for a new link.';

test('a user chooses a password, and comes in with it from a phone', async (t) => {
  const room = await Room.open(t);
  const { server } = room;
  const said = await server.plenary('user', 'add', 'ana@example.org', '--public-url', server.public);
  const [link] = /http:\S+/.exec(said);

  const laptop = await room.device('ana, laptop');
  await laptop.goto(link);
  await shows(laptop, 'h1', 'Lead as ana@example.org from this browser');
  await laptop.getByRole('button', { name: 'Sign in' }).click();
  await shows(laptop, 'h1', 'Choose a password');
  await laptop.getByLabel('New password').fill(PASSWORD);
  await laptop.keyboard.press('Enter');
  await shows(laptop, 'h1', ['Sessions', 'Trainings']);
  assert.equal(new URL(laptop.url()).pathname, '/facilitate');

  const phone = await room.device('ana, phone', PHONE);
  await phone.goto(server.public);
  await phone.getByRole('link', { name: 'Sign in' }).click();
  await room.troubles.expecting(/status of 403/, async () => {
    await phone.getByLabel('Name').fill('Ana@Example.org');
    await phone.getByLabel('Password').fill('not her password');
    await phone.getByRole('button', { name: 'Sign in' }).click();
    await shows(phone, '[role=alert]', WRONG);
  });
  assert.equal(await phone.getByLabel('Name').inputValue(), 'Ana@Example.org', 'it stays');
  await phone.getByLabel('Password').fill(PASSWORD);
  await phone.getByRole('button', { name: 'Sign in' }).click();
  await shows(phone, 'h1', ['Sessions', 'Trainings']);

  // Of whoever runs the server she sees nothing.
  await room.begin('Not hers');
  await phone.reload();
  await shows(phone, '.session-list h2', ['Open', 'Past']);
  assert.doesNotMatch(await phone.content(), /Not hers/);
  await phone.getByRole('link', { name: 'Password' }).click();
  await phone.getByLabel('Present password').fill(PASSWORD);
  await phone.getByLabel('New password').fill('four or three words');
  await phone.getByRole('button', { name: 'Keep it' }).click();
  await shows(phone, 'h1', ['Sessions', 'Trainings']);

  // The laptop is signed out by that.
  await room.troubles.expecting(/status of 401/, async () => {
    await laptop.reload();
    await shows(laptop, 'h1', 'This page is for the facilitator.');
  });
  await laptop.getByRole('link', { name: 'Sign in' }).click();
  await shows(laptop, 'h1', 'Sign in');
});
