// A participant's phone, with or without JavaScript.

import assert from 'node:assert/strict';
import { alive } from './browser.mjs';
import { eventually, shows } from './eventually.mjs';

export const KEPT = 'Kept. You can still change it.';
export const WAITING =
  'Not sent yet: no connection. It is kept on this phone and sent by itself.';

/** What a phone keeps until the server has it is under keys that begin so. */
const OUTBOX = 'plenary-outbox-';

export class Phone {
  constructor(page, name, hasJavaScript) {
    this.page = page;
    this.context = page.context();
    this.name = name;
    this.hasJavaScript = hasJavaScript;
  }

  async ready() {
    if (this.hasJavaScript) await alive(this.page);
  }

  async joinByCode(server, code) {
    await this.page.goto(server.public);
    await this.page.getByLabel('Code on the projector').fill(code);
    await this.page.getByRole('button', { name: 'Go on' }).click();
    await this.#sayName();
  }

  async joinByLink(link) {
    await this.page.goto(link);
    await this.#sayName();
  }

  async #sayName() {
    await this.page.getByLabel('Your name, as the room knows you').fill(this.name);
    await this.page.getByRole('button', { name: 'Join' }).click();
    await shows(this.page, '.phone-name', this.name);
    await this.ready();
  }

  async reload() {
    await this.page.reload();
    await this.ready();
  }

  /** Opens a page, and again where that fails, as people do. */
  async open(address) {
    await this.#again(() => this.page.goto(address));
  }

  async reloadAgainAndAgain() {
    await this.#again(() => this.page.reload());
  }

  async #again(load) {
    await eventually(`${this.name}’s page loads`, load);
    await this.ready();
  }

  loseNetwork() {
    return this.context.setOffline(true);
  }

  findNetwork() {
    return this.context.setOffline(false);
  }

  /** Waits until the phone has nothing left to send. */
  async hasSentAll(within) {
    await eventually(
      `${this.name}’s phone has sent all`,
      async () => assert.deepEqual(await this.page.evaluate(keysThatBegin, OUTBOX), []),
      within,
    );
  }

  /** What the phone shows by itself with JavaScript, and after a tap without. */
  async lookAgain() {
    if (!this.hasJavaScript) await this.page.getByRole('link', { name: 'What is next?' }).click();
  }

  form(id) {
    return new PhoneForm(this, id);
  }

  /** Sends a form as a page would that is older than what has happened since. */
  async post(path, form) {
    const address = `${this.page.url()}/${path}`;
    const headers = { accept: 'text/plain' };
    const command = `${path}-${Date.now()}`;
    const answer = await this.page.request.post(address, { headers, form: { command, ...form } });
    return { status: answer.status(), text: await answer.text() };
  }
}

/** One form of a phone, by its id: that of the activity, or `commitment-` and the promise. */
class PhoneForm {
  constructor(phone, id) {
    this.phone = phone;
    this.id = id;
    this.selector = `form[id="${id}"]`;
  }

  get form() {
    return this.phone.page.locator(this.selector);
  }

  get button() {
    return this.form.locator('button[type="submit"]');
  }

  field(name) {
    return this.form.locator(`[name="${name}"]`);
  }

  async fill(entries) {
    for (const [name, entry] of Object.entries(entries)) await this.field(name).fill(entry);
  }

  choice(label) {
    return this.form.getByLabel(label, { exact: true });
  }

  check(label) {
    return this.choice(label).check();
  }

  uncheck(label) {
    return this.choice(label).uncheck();
  }

  press() {
    return this.button.tap();
  }

  /** Sends it, and waits until the phone says that it is kept. */
  async send() {
    await this.press();
    await this.says(KEPT);
  }

  says(status, within) {
    return shows(this.phone.page, `${this.selector} .form-status`, status, within);
  }
}

// Runs on the page.
function keysThatBegin(start) {
  return Object.keys(localStorage).filter((key) => key.startsWith(start));
}
