// What the feed of a screen says.

import { once } from 'node:events';

/** The first message, read as that screen's browser would. */
export async function firstMessage(page, address) {
  const cookies = await page.context().cookies(address);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const end = new AbortController();
  const response = await fetch(address, { headers: { cookie }, signal: end.signal });
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.includes('\n\n')) break;
  }
  end.abort();
  const data = text.split('\n').find((line) => line.startsWith('data:'));
  return JSON.parse(data.slice('data:'.length));
}

/** Does something, and waits until a page has heard the next message of its feed. */
export async function untilHeard(page, play) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const heard = once(session, 'Network.eventSourceMessageReceived');
  await play();
  await heard;
  await session.detach();
}
