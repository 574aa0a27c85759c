// The page of a participant who has come back by their link.

import { shows } from './eventually.mjs';

export class ReturnPage {
  constructor(page, link) {
    this.page = page;
    this.link = link;
  }

  async open() {
    await this.page.goto(this.link);
    return this;
  }

  /** Says what became of a promise; `more` is the new day, or the reason. */
  async answer(kind, outcome, more = {}) {
    const form = this.page.locator(`form[id="check-in-${kind}"]`);
    await form.getByLabel(outcome, { exact: true }).check();
    for (const [label, entry] of Object.entries(more)) await form.getByLabel(label).fill(entry);
    await form.getByRole('button').click();
  }

  says(kind, said, within) {
    return shows(this.page, `form[id="check-in-${kind}"] .made`, `You said: ${said}`, within);
  }
}

/** Presses the button of a phone that makes the link, and gives the link that it shows. */
export async function returnLink(phone) {
  await phone.page.locator('#return-link').click();
  const link = phone.page.locator('.own-link');
  await link.waitFor();
  return link.textContent();
}
