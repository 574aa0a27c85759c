// A room with one screen of each kind, for tests that look at every state of all of them.

import assert from 'node:assert/strict';
import { STATES } from '../states/all.mjs';
import { PHONE, PROJECTOR, alive } from './browser.mjs';
import { Room } from './room.mjs';

export class Stage {
  /** The pages by what they are. */
  screens = {};

  static async open(test) {
    const stage = new Stage();
    stage.room = await Room.open(test);
    stage.screens.visitor = await stage.room.device('visitor', PHONE);
    return stage;
  }

  /** Brings about each state, part by part, and lets `look` find what is wrong in it; `listed` makes a
   * message of all that a part has. */
  async inEveryState(test, look, listed) {
    for (const [part, states] of Object.entries(STATES)) {
      await test.test(part, async () => {
        const found = [];
        for (const { state, bring, on } of states) {
          await bring(this);
          found.push(...(await look(state, on)));
        }
        assert.ok(found.length === 0, `\n${listed(found)}`);
      });
    }
    this.room.troubles.assertNone();
  }

  async signIn() {
    this.screens.desk = await this.room.signIn();
  }

  /** The desk's page becomes the console. */
  async startSession(title = 'Every state') {
    const { room, screens } = this;
    await room.startSession(title);
    room.projector = await room.console.openProjector(room.watch);
    await room.projector.page.setViewportSize(PROJECTOR.viewport);
    screens.console = room.desk;
    screens.second = await this.#window('second window');
    screens.remote = await this.#window('remote');
    await screens.remote.setViewportSize(PHONE.viewport);
    await screens.remote.goto(room.desk.url());
    await alive(screens.remote);
    screens.projector = room.projector.page;
  }

  /** One more window of the facilitator's browser. */
  async #window(who) {
    const page = await this.room.desk.context().newPage();
    this.room.watch(page, who);
    return page;
  }

  async bringPhones() {
    this.ana = await this.room.participant('Ana');
    this.ben = await this.room.participant('Ben');
    this.screens.phone = this.ana.page;
    this.screens.other = this.ben.page;
  }

  /** The console and the phone once more, as somebody sees them who zooms to 200%. */
  async zoom() {
    for (const [zoomed, screen] of [['zoomedConsole', 'console'], ['zoomedPhone', 'phone']]) {
      const page = this.screens[screen];
      const storageState = await page.context().storageState();
      this.screens[zoomed] = await this.room.device(zoomed, { storageState, deviceScaleFactor: 2 });
      await this.screens[zoomed].goto(page.url());
      await alive(this.screens[zoomed]);
    }
  }

  /** A page that is refused is no trouble here: how it looks is the question. */
  async visit(path, who = 'visitor') {
    const address = new URL(path, who === 'visitor' ? this.room.server.public : this.room.server.local);
    await this.room.troubles.expecting(/status of 4\d\d/, () => this.screens[who].goto(address.href));
  }
}
