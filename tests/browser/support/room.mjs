// A server, a browser, and the people with their screens. A room is closed when its test is over;
// then nothing may have gone wrong on any screen.

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { LAPTOP, PHONE, PROJECTOR, launch } from './browser.mjs';
import { Console } from './console.mjs';
import { Phone } from './phone.mjs';
import { ROOT, Server } from './server.mjs';
import { TRAINING } from './training.mjs';
import { Troubles } from './troubles.mjs';

const PATIENCE = 15_000;
const FAILURES = path.join(ROOT, 'tests/browser/output/failures');

/** What Chromium says where a page's script is not wanted. */
const WITHOUT_JAVASCRIPT = /was preloaded using link preload but not used/;

export const TIME_ZONE = 'Europe/Berlin';

/** The card of a training on the facilitator's desk, as a selector. */
export function cardOf(training) {
  return `.training-card:has(h2:text-is("${training}"))`;
}

/** Opens a sign-in link, and uses it. */
export async function signIn(page, link) {
  await page.goto(link);
  const pressed = page.waitForURL((url) => !url.pathname.startsWith('/sign-in/'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await pressed;
}

export class Room {
  server = new Server();
  troubles = new Troubles();
  #pages = new Map();

  /** For one test, which it closes after. */
  static async open(test, publicUrl, options) {
    const room = new Room();
    test.after(() => room.close());
    await room.server.start(publicUrl, options);
    room.browser = await launch();
    return room;
  }

  watch = (page, who, harmless) => {
    this.troubles.watch(page, who, harmless);
    this.#pages.set(page, who);
  };

  /** A browser of its own: cookies and storage are nobody else's. */
  async device(who, options = {}) {
    const context = await this.browser.newContext({
      locale: 'en-GB',
      timezoneId: TIME_ZONE,
      ...options,
    });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    this.watch(page, who, options.javaScriptEnabled === false ? WITHOUT_JAVASCRIPT : undefined);
    return page;
  }

  /** The facilitator signs in by the terminal's link and comes to the desk. */
  async signIn(options = LAPTOP) {
    this.desk = await this.device('facilitator', options);
    await signIn(this.desk, this.server.signInLink);
    return this.desk;
  }

  /** Fills in the form of a training for a new session and comes to the console. */
  async startSession(title, training = TRAINING) {
    const card = this.desk.locator(cardOf(training));
    await card.getByLabel('Name of this session').fill(title);
    await card.getByRole('button', { name: 'Start a session' }).click();
    await this.comesToConsole();
  }

  /** The desk's page becomes the console of the session that has just been made. */
  async comesToConsole() {
    await this.desk.waitForURL(/\/s\/[A-Z0-9]{6}\/console$/);
    this.code = /\/s\/([A-Z0-9]{6})\//.exec(this.desk.url())[1];
    this.console = await new Console(this.desk).ready();
  }

  /** The console and the projector of a new session. */
  async begin(title, training) {
    await this.signIn();
    await this.startSession(title, training);
    this.projector = await this.console.openProjector(this.watch);
    await this.projector.page.setViewportSize(PROJECTOR.viewport);
  }

  get joinLink() {
    return `${this.server.public}/j/${this.code}`;
  }

  async phone(name, { javaScriptEnabled = true } = {}) {
    const page = await this.device(`${name}’s phone`, { ...PHONE, javaScriptEnabled });
    return new Phone(page, name, javaScriptEnabled);
  }

  /** A window of the same phone instead of the one that it had. */
  async newWindow(phone) {
    await phone.page.close();
    phone.page = await phone.context.newPage();
    this.watch(phone.page, `${phone.name}’s phone`);
  }

  /** A phone that has joined. */
  async participant(name, options) {
    const phone = await this.phone(name, options);
    await phone.joinByLink(this.joinLink);
    return phone;
  }

  /** Pictures of all screens, for whoever looks for the cause of a failure. */
  async photograph() {
    await mkdir(FAILURES, { recursive: true });
    for (const [page, who] of this.#pages) {
      if (page.isClosed()) continue;
      const file = path.join(FAILURES, `${who.replace(/\W+/g, '-')}.png`);
      await page.screenshot({ path: file }).catch(() => {});
    }
  }

  async close() {
    try {
      await this.server.stop();
    } finally {
      await this.browser?.close();
    }
  }
}

/** An act of a play: what comes after one that fails makes no sense. */
export function acts(test, room) {
  return async (sentence, play) => {
    let failure;
    await test.test(sentence, async () => {
      try {
        await play();
        room.troubles.assertNone();
      } catch (error) {
        failure = error;
        await room.photograph();
        throw error;
      }
    });
    if (failure) throw new Error(`The play stops where ${sentence}.`);
  };
}
