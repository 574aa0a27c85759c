// People whose phones nobody looks at: they send what the forms of a phone send, without a browser.

import assert from 'node:assert/strict';

/** How many send at the same time. */
const AT_ONCE = 20;
const DUE = '2031-01-31';

export class Crowd {
  #cookies = [];

  constructor(room) {
    this.room = room;
  }

  /** All come in, in the order of their names. */
  async join(names) {
    const { joinLink } = this.room;
    this.#cookies = await inTurns(names, async (name) => {
      const page = await (await fetch(joinLink)).text();
      const [, key] = /name="key" value="([0-9a-f]+)"/.exec(page);
      const answer = await this.#post(joinLink, { name, key });
      return answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
    });
  }

  /** All send one form; `form` says what is in it for each by their number, or nothing. */
  async send(path, form) {
    const address = `${this.room.server.public}/s/${this.room.code}/${path}`;
    await inTurns(this.#cookies.entries(), async ([number, cookie]) => {
      const filled = form(number);
      if (filled) await this.#post(address, { command: crypto.randomUUID(), ...filled }, { cookie });
    });
  }

  answer(activity, form) {
    return this.send('answer', (number) => ({ activity, ...form(number) }));
  }

  promise(kind, form) {
    return this.send('commit', (number) => form(number) && { kind, due: DUE, ...form(number) });
  }

  async #post(address, form, headers = {}) {
    // A refusal is then its sentence and not a page.
    headers.accept = 'text/plain';
    const body = new URLSearchParams(form);
    const answer = await fetch(address, { method: 'POST', body, headers, redirect: 'manual' });
    assert.ok(answer.status < 400, `${address}: ${await answer.text()}`);
    return answer;
  }
}

/** Does the same for many, some of them at once; gives all results in their order. */
async function inTurns(all, work) {
  const waiting = [...all];
  const results = [];
  while (waiting.length > 0) {
    results.push(...(await Promise.all(waiting.splice(0, AT_ONCE).map(work))));
  }
  return results;
}
