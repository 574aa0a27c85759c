// How a phone's page comes up on a mid-range phone with slow 4G, as Lighthouse throttles it: a round trip
// of 150 ms, 1.6 Mbit/s down, 0.75 Mbit/s up, a processor four times as slow.
//
// node paint.mjs ADDRESS COOKIE: prints { lcp, cls }, the medians of five loads with an empty cache. The
// largest contentful paint in milliseconds, the cumulative layout shift without a unit.

import { PHONE, alive, launch } from './support/browser.mjs';

const LOADS = 5;
const MEGABIT = (1024 * 1024) / 8;
const [address, cookie] = process.argv.slice(2);
const browser = await launch();

async function load() {
  const context = await browser.newContext(PHONE);
  const [name, value] = cookie.split('=');
  await context.addCookies([{ name, value, url: new URL(address).origin }]);
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1.6 * MEGABIT,
    uploadThroughput: 0.75 * MEGABIT,
  });
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.addInitScript(() => {
    const measured = { lcp: 0, cls: 0 };
    window.measured = measured;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) measured.lcp = entry.startTime;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!entry.hadRecentInput) measured.cls += entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(address);
  await alive(page);
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
  const measured = await page.evaluate(() => window.measured);
  await context.close();
  return measured;
}

const loads = [];
for (let count = 0; count < LOADS; count += 1) loads.push(await load());
await browser.close();
const median = (values) => values.sort((one, other) => one - other)[Math.floor(LOADS / 2)];
const lcp = median(loads.map((load) => load.lcp));
const cls = median(loads.map((load) => load.cls));
console.log(JSON.stringify({ lcp, cls }));
