// A phone's camera that looks at a screen.

import decodeQR from 'qr/decode.js';

/** A hand is not still: each picture of a camera is from a little farther away, or nearer. */
const PICTURES = [0, 0.02, -0.02, 0.04, -0.04, 0.06, -0.06];

/** What a camera reads that sees the whole screen about `width` pixels wide: the farther away, the fewer.
 * A camera that sees 65 degrees with 1,920 pixels sees a screen of two metres 320 wide from 9.4 metres,
 * and 640 wide from 4.7. */
export async function scan(page, width) {
  const screen = (await page.screenshot()).toString('base64');
  const sheet = await page.context().browser().newPage();
  try {
    for (const shift of PICTURES) {
      const seen = await sheet.evaluate(pixels, { screen, width: Math.round(width * (1 + shift)) });
      const text = read({ ...seen, data: Buffer.from(seen.data, 'base64') });
      if (text) return text;
    }
    return null;
  } finally {
    await sheet.close();
  }
}

function read(picture) {
  try {
    return decodeQR(picture);
  } catch {
    return null;
  }
}

// Runs on an empty page.
async function pixels({ screen, width }) {
  const response = await fetch(`data:image/png;base64,${screen}`);
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
