// What axe finds wrong with a page: https://github.com/dequelabs/axe-core, with its default rules.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What may differ between light and dark; all else is looked at once. */
const ABOUT_COLOURS = ['color-contrast', 'link-in-text-block'];

/** Everything that is wrong with a page as it is now, in light and in dark. */
export async function violations(page) {
  const light = await inScheme(page, 'light', {});
  const dark = await inScheme(page, 'dark', { runOnly: ABOUT_COLOURS });
  return [...light, ...dark];
}

async function inScheme(page, colorScheme, options) {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(endAnimations);
  if (await page.evaluate(() => !window.axe)) await page.evaluate(AXE);
  const found = await page.evaluate(async (options) => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'], ...options });
    return violations;
  }, options);
  return found.flatMap(({ id, impact, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => ({
      colorScheme,
      rule: `${id} (${impact}): ${help}`,
      selector: target.flat().join(' '),
      summary: failureSummary,
    })),
  );
}

/** Colours that are still fading would be measured on their way. Runs on the page. */
function endAnimations() {
  while (document.getAnimations().length > 0) {
    for (const animation of document.getAnimations()) animation.cancel();
  }
}

/** A list for people to read: each thing once, with all places where it was found. */
export function listed(found) {
  const things = new Map();
  for (const { where, colorScheme, rule, selector, summary } of found) {
    const thing = `${rule}\n  ${selector}\n${indented(summary)}`;
    things.set(thing, [...(things.get(thing) ?? []), `${where}, ${colorScheme}`]);
  }
  const texts = [...things].map(([thing, places]) => `${thing}\n    in: ${places.join(' · ')}`);
  return texts.join('\n');
}

function indented(text) {
  return text.replace(/^/gm, '    ');
}
