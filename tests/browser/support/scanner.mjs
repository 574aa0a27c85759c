// A phone's camera that looks at a screen.

import decodeQR from 'qr/decode.js';

/** What a camera reads that sees the whole screen `width` pixels wide: the farther away, the fewer. */
export async function scan(page, width) {
  const picture = await page.screenshot();
  const sheet = await page.context().browser().newPage();
  try {
    const seen = await sheet.evaluate(pixels, { picture: picture.toString('base64'), width });
    return decodeQR({ ...seen, data: Buffer.from(seen.data, 'base64') });
  } finally {
    await sheet.close();
  }
}

// Runs on an empty page.
async function pixels({ picture, width }) {
  const response = await fetch(`data:image/png;base64,${picture}`);
  const image = await createImageBitmap(await response.blob());
  const height = Math.round((image.height * width) / image.width);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  let text = '';
  for (let at = 0; at < data.length; at += 8192) {
    text += String.fromCharCode(...data.subarray(at, at + 8192));
  }
  return { width, height, data: btoa(text) };
}
