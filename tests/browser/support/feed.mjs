// The first message of a screen's feed, read as that screen's browser would.

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
