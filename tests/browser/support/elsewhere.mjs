// A screen that hears that the computer has another address, as the server says it when its network has
// changed. A test cannot change the network of the machine that it runs on.

/** The feed of a screen. */
const FEED = '**/events/*';

export const ELSEWHERE = {
  typed: '172.20.10.2:3000',
  qr_svg: '<svg class="elsewhere" viewBox="0 0 1 1"></svg>',
};

/** From the next load on, until it is back. */
export async function hearsOfElsewhere(page) {
  const body = `data: ${JSON.stringify({ now: { clock: Date.now() }, parts: { address: ELSEWHERE } })}\n\n`;
  await page.route(FEED, (route) => route.fulfill({ contentType: 'text/event-stream', body }));
  await page.reload();
}

/** The screen hears the server again. */
export function isBack(page) {
  return page.unroute(FEED);
}
