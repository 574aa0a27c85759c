// The facilitator's console.

import { alive } from './browser.mjs';
import { shows } from './eventually.mjs';
import { Projector } from './projector.mjs';

export class Console {
  constructor(page) {
    this.page = page;
  }

  async ready() {
    await alive(this.page);
    return this;
  }

  press(key) {
    return this.page.keyboard.press(key);
  }

  async click(button) {
    await this.#show();
    await this.page.getByRole('button', { name: button, exact: true }).click();
  }

  /** Turns something of the projector on or off, in its menu. */
  async setProjector(label) {
    await this.#show();
    await this.page.locator('.control-projector').click();
    await this.click(label);
    await this.page.keyboard.press('Escape');
  }

  /** Presses a button of one timer. */
  async timer(id, button) {
    await this.#show();
    const controls = this.page.locator(`.timer-controls[data-timer="${id}"]`);
    await controls.getByRole('button', { name: button, exact: true }).click();
  }

  /** The projector's window opens in front, and what is behind is drawn once a second only. */
  #show() {
    return this.page.bringToFront();
  }

  /** Opens what can be done with somebody. */
  async openPerson(name) {
    await this.#show();
    await this.page.getByRole('button', { name: `Change ${name}`, exact: true }).click();
  }

  /** Takes somebody off the list. */
  async remove(name) {
    await this.openPerson(name);
    await this.click('Remove');
    await this.page.locator('.person-remove.danger').click();
  }

  /** Shows a slide by its title in the outline. */
  async jumpTo(title) {
    await this.page.evaluate((title) => {
      const slides = [...document.querySelectorAll('.outline-slide')];
      slides.find((slide) => slide.textContent === title).click();
    }, title);
    await shows(this.page, '.panel-slide .slide h1', title);
  }

  async openProjector(watch) {
    const opened = this.page.context().waitForEvent('page');
    await this.page.getByRole('link', { name: 'Open projector' }).click();
    const page = await opened;
    watch(page, 'projector');
    return new Projector(page).ready();
  }

  /** The bytes of the file behind a link. */
  async downloadCsv(link = 'Download CSV') {
    const started = this.page.waitForEvent('download');
    await this.page.getByRole('link', { name: link }).click();
    const download = await started;
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) };
  }
}
