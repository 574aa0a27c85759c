// Who may see and do what, and what others get to read instead.

import assert from 'node:assert/strict';
import http from 'node:http';
import test from 'node:test';
import { PHONE } from './support/browser.mjs';
import { Console } from './support/console.mjs';
import { eventually, shows } from './support/eventually.mjs';
import { Room, signIn } from './support/room.mjs';

const TEN_MEGABYTES = 10 * 1024 * 1024;
/** More than the server reads. */
const TOO_MUCH = Buffer.alloc(256 * 1024, 'a');
const FORM = 'application/x-www-form-urlencoded';

/** Sends a request as a program would; gives the status and the text of the answer. A request that
 * is not finished waits for its answer with more to send. */
function send(address, { method = 'POST', headers = {}, body = '', isFinished = true } = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request(address, { method, headers, agent: false });
    let answer;
    request.on('response', async (response) => {
      answer = response;
      const chunks = await response.toArray().catch(() => []);
      resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString() });
      request.destroy();
    });
    request.on('error', (error) => answer || reject(error));
    request.flushHeaders();
    if (body.length > 0) request.write(body);
    if (isFinished) request.end();
  });
}

test('only the facilitator sees and drives', async (t) => {
  const room = await Room.open(t);
  const { server } = room;
  await room.begin('For the facilitator only');
  const ana = await room.participant('Ana');
  const ofSession = (path) => `${server.public}/s/${room.code}/${path}`;
  const stranger = await room.device('stranger');

  for (const path of ['projector', 'console', 'report', 'export/commitments.csv', 'delete']) {
    for (const [who, page] of [['a stranger', stranger], ['a participant', ana.page]]) {
      await t.test(`${who} who opens ${path} reads that it is for the facilitator`, async () => {
        await room.troubles.expecting(/status of 401/, async () => {
          const response = await page.goto(ofSession(path));
          assert.equal(response.status(), 401);
          await shows(page, 'h1', 'This page is for the facilitator.');
        });
        assert.doesNotMatch(await page.content(), /error|panicked|src\//i);
      });
    }
  }

  await t.test('a stranger gets no feed, no desk and no orders', async () => {
    for (const path of ['events/projector', 'events/console']) {
      const { status, text } = await send(ofSession(path), { method: 'GET' });
      assert.equal(status, 401);
      assert.match(text, /This page is for the facilitator\./);
    }
    assert.equal((await send(`${server.public}/facilitate`, { method: 'GET' })).status, 401);
    for (const path of ['facilitate/sessions', `s/${room.code}/end`, `s/${room.code}/delete`]) {
      const form = { headers: { 'content-type': FORM }, body: 'title=x' };
      assert.equal((await send(`${server.public}/${path}`, form)).status, 401, path);
    }
    const order = { code: room.code, request: { id: 'x', command: 'forward' } };
    const answer = await send(`${server.public}/api/order`, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(order),
    });
    assert.ok(answer.status >= 400, answer.text);
    assert.match(answer.text, /NotSignedIn/);
    await shows(room.projector.page, '.lobby-count', '1 person here');
  });

  await t.test('a wrong code gives a friendly page with the field for a code', async () => {
    await room.troubles.expecting(/status of 404/, async () => {
      await stranger.goto(server.public);
      await stranger.getByLabel('Code on the projector').fill('zzz 999');
      await stranger.getByRole('button', { name: 'Go on' }).click();
      await shows(stranger, 'h1', 'No session has the code “ZZZ999”.');
      for (const path of ['j/ZZZ999', 's/ZZZ999', 'nowhere']) {
        const response = await stranger.goto(`${server.public}/${path}`);
        assert.equal(response.status(), 404, path);
        assert.doesNotMatch(await stranger.content(), /panicked|\.rs\b|stack/i);
      }
    });
    await stranger.getByLabel('Code on the projector').fill(room.code.toLowerCase());
    await stranger.getByRole('button', { name: 'Go on' }).click();
    await shows(stranger, 'label', 'Your name, as the room knows you');
  });

  await t.test('a sign-in link works once', async () => {
    await room.troubles.expecting(/status of 403/, async () => {
      for (const link of [server.signInLink, `${server.local}/sign-in/${'0'.repeat(40)}`]) {
        const response = await stranger.goto(link);
        assert.equal(response.status(), 403);
        await shows(stranger, 'h1', 'This sign-in link has been used, or is too old.');
      }
    });
    // The facilitator's own browser goes on to work.
    const again = await room.desk.context().newPage();
    await again.goto(server.signInLink);
    assert.equal(again.url(), `${server.local}/facilitate`);
    await again.close();
  });

  await t.test('a body of 10 MB is refused', async () => {
    const paths = ['answer', 'commit', 'end'].map((path) => `s/${room.code}/${path}`);
    for (const path of [...paths, `j/${room.code}`, 'facilitate/sessions', 'sign-out', 'api/order']) {
      const headers = { 'content-type': FORM, 'content-length': TEN_MEGABYTES };
      const { status } = await send(`${server.public}/${path}`, { headers, isFinished: false });
      assert.equal(status, 413, path);
    }
    // Also where its length is not said before.
    for (const path of [`j/${room.code}`, `s/${room.code}/answer`]) {
      const headers = { 'content-type': FORM, 'transfer-encoding': 'chunked' };
      const request = { headers, body: TOO_MUCH, isFinished: false };
      assert.equal((await send(`${server.public}/${path}`, request)).status, 413, path);
    }
  });

  await t.test('a form that another site sends is refused', async () => {
    for (const path of ['end', 'delete', 'answer', 'commit']) {
      for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'http://evil.test' }]) {
        const cookies = await room.desk.context().cookies(server.local);
        const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
        const all = { ...headers, cookie, 'content-type': FORM };
        const answer = await send(`${server.local}/s/${room.code}/${path}`, { headers: all, body: '' });
        assert.equal(answer.status, 403, path);
        assert.match(answer.text, /sent from another site/);
      }
    }
    await shows(room.projector.page, '.lobby-count', '1 person here');
  });

  await t.test('the facilitator’s own phone becomes a remote by a link that works once', async () => {
    await room.console.click('Add a device');
    await room.console.click('My phone as remote');
    await eventually('the link is there', async () => {
      assert.match(await room.desk.locator('.remote-url').textContent(), /^http.*\/sign-in\//);
    });
    await room.desk.waitForSelector('.remote-qr svg');
    const link = await room.desk.locator('.remote-url').textContent();
    const page = await room.device('remote', PHONE);
    await signIn(page, link);
    assert.equal(page.url(), ofSession('console'));
    const remote = await new Console(page).ready();
    await remote.click('Begin');
    await shows(room.projector.page, '.projector-slide h1', 'The Sales Manager 1:1 Reboot');
    await remote.click('Forward');
    await shows(room.projector.page, '.projector-slide h1', 'What did your last 1:1 really accomplish?');
    await shows(room.desk, '.panel-slide .slide h1', 'What did your last 1:1 really accomplish?');
    await room.troubles.expecting(/status of 403/, async () => {
      assert.equal((await stranger.goto(link)).status(), 403);
    });
    await page.setViewportSize({ width: 360, height: 740 });
    for (const title of ['Be honest: which of these are yours?', 'Your three fields, under five minutes']) {
      await remote.jumpTo(title);
      const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.deepEqual(widths, [360, 360], `“${title}” fits into 360 px`);
    }
    await room.console.click('Close');
  });

  await t.test('who signs out is out', async () => {
    const other = await room.desk.context().newPage();
    await other.goto(`${server.local}/facilitate`);
    await other.getByRole('button', { name: 'Sign out' }).click();
    await shows(other, 'h1', 'Join a session');
    await room.troubles.expecting(/status of 401/, async () => {
      assert.equal((await other.goto(`${server.local}/facilitate`)).status(), 401);
    });
  });
  room.troubles.assertNone();
});
