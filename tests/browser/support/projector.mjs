// The projector's window.

import assert from 'node:assert/strict';
import { alive } from './browser.mjs';
import { eventually } from './eventually.mjs';

export class Projector {
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

  /** Waits until the room sees a place of the training. */
  async showsPlace(place) {
    await eventually(`the projector shows “${place.title}”`, async () => {
      assert.deepEqual(await this.page.evaluate(placeOnPage), {
        phase: 'running',
        section: `${place.section}`,
        sectionTitle: place.sectionTitle,
        sectionsDone: place.section - 1,
        title: [place.title],
        number: `${place.number} / ${place.count}`,
        hiddenSteps: place.hiddenSteps,
      });
    });
  }
}

// Runs on the page.
function placeOnPage() {
  const text = (selector) => document.querySelector(selector)?.textContent.trim();
  const section = text('.section-number');
  const slide = document.querySelector('.projector-slide .slide');
  const hidden = [...slide.querySelectorAll('[data-unrevealed]')];
  const isSeen = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  if (hidden.some(isSeen)) throw new Error('a step can be seen before it is revealed');
  return {
    phase: document.querySelector('.projector').dataset.phase,
    section,
    sectionTitle: text('.section-title').slice(section.length).trim(),
    sectionsDone: document.querySelectorAll('.section-progress [data-state="done"]').length,
    title: [...slide.querySelectorAll('h1')].map((one) => one.textContent.trim()),
    number: text('.slide-number'),
    hiddenSteps: hidden.length,
  };
}
