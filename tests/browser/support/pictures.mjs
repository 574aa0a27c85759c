// Pictures of pages.

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { inSizesAndThemes } from './layout.mjs';

/** Nothing that moves, blinks or was scrolled there by chance. */
export async function picture(page, file, options = {}) {
  await mkdir(path.dirname(file), { recursive: true });
  await page.mouse.move(0, 0);
  await page.evaluate(async () => {
    document.activeElement?.blur();
    for (const panel of document.querySelectorAll('.panel')) panel.scrollTop = 0;
    await document.fonts.ready;
  });
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide', ...options });
}

/** A page in some sizes and their themes, each in a folder of its own, through which one can leaf.
 * What scrolls is shown whole. */
export async function album(page, { folder, screen, name, sizes }) {
  const fullPage = screen !== 'projector';
  await inSizesAndThemes(page, sizes, async (size, theme) => {
    const place = `${screen}-${size}-${theme}`.replace(/\W+/g, '-');
    await page.evaluate(() => scrollTo(0, 0));
    await picture(page, path.join(folder, place, `${name}.png`), { fullPage });
  });
}
