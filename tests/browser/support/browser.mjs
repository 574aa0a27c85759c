// Chromium, as Playwright drives it.

import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-proxy-server',
];

export function launch() {
  const executablePath = process.env.PLENARY_CHROMIUM || '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: FLAGS, headless: true });
}

export const LAPTOP = { viewport: { width: 1440, height: 900 } };
export const PROJECTOR = { viewport: { width: 1920, height: 1080 } };
export const PHONE = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};

/** Waits until the islands of a page live. */
export async function alive(page) {
  await page.waitForSelector('html[data-islands="ready"]', { state: 'attached' });
}
