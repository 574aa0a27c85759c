// How pages look in each size and theme, measured: support/on-page/ does that, where the page is.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { eventually } from './eventually.mjs';

const ON_PAGE = ['texts', 'clips', 'colours', 'look']
  .map((name) => readFileSync(new URL(`on-page/${name}.js`, import.meta.url), 'utf8'))
  .join('\n');

/** With less motion colours change at once, and nothing is measured on its way. */
const STILL = { reducedMotion: 'reduce' };
const PLAIN = { contrast: 'no-preference', forcedColors: 'none', ...STILL };
const MORE = { ...PLAIN, contrast: 'more' };

const THEMES = {
  light: { ...PLAIN, colorScheme: 'light' },
  dark: { ...PLAIN, colorScheme: 'dark' },
  'light, more contrast': { ...MORE, colorScheme: 'light' },
  'dark, more contrast': { ...MORE, colorScheme: 'dark' },
  'forced colours': { ...PLAIN, colorScheme: 'dark', forcedColors: 'active' },
};

/** A page that is looked at in several sizes shows all its themes in the first, which is where most
 * people see it: themes change colours and, for forced ones, a few lines. */
const THEMES_OF_OTHER_SIZES = ['light', 'dark'];

/** The sizes in which each screen of the stage is looked at. The console is also a remote, and the
 * desk's pages are read on a phone, too. */
const PHONE_SIZES = ['390x844', '320x568'];
const DESK_SIZES = ['1920x1080', '390x844'];
const SIZES = {
  projector: ['1920x1080', '1280x720', '1024x768'],
  console: ['1920x1080', '1024x768', '390x844'],
  remote: ['390x844'],
  desk: DESK_SIZES,
  second: DESK_SIZES,
  visitor: PHONE_SIZES,
  phone: PHONE_SIZES,
  other: PHONE_SIZES,
  // At 200% half as many CSS pixels fit in the same window.
  zoomedConsole: ['960x540', '512x384'],
  zoomedPhone: ['195x422'],
};

/** What is cut off on purpose, since the whole of it stands elsewhere. */
const DELIBERATE = {
  '.phone-header p': 'One line for session and name; who holds the phone knows both.',
  '.reading :is(.reading-name, dd)': 'What is read aloud is heard in full, and stands on the console.',
  '.projector .group-names': 'Each phone names its own group in full.',
};

const LEAST_CONTRAST = 4.5;
/** The room is lit, the lamp is old, and somebody sits in the back row. */
const LEAST_CONTRAST_ON_PROJECTOR = 7;
/** In CSS pixels at 1080p. */
const LEAST_SIZE_ON_PROJECTOR = 24;

function viewport(size) {
  const [width, height] = size.split('x').map(Number);
  return { width, height };
}

/** All that is wrong with some screens of a stage as it is now. */
export async function faultsOnStage({ screens }, state, on, themes) {
  const found = await Promise.all(on.map((screen) => faults(screens[screen], screen, themes)));
  return on.flatMap((screen, index) =>
    found[index].map((fault) => ({ ...fault, where: `${screen}, ${state}` })),
  );
}

/** All that is wrong with a page in its sizes and themes. */
async function faults(page, screen, themes) {
  const found = [];
  await page.waitForLoadState();
  if (await page.evaluate(() => !globalThis.plenaryLooks)) await page.evaluate(ON_PAGE);
  const look = async (size, theme) => {
    const wrong = await looked(page, demands(screen, size, theme));
    found.push(...wrong.map((one) => ({ ...one, size, theme })));
  };
  await inSizesAndThemes(page, SIZES[screen], look, themes);
  return found;
}

/** Does something with a page in some sizes, and in each of them with its themes, or with those that
 * are given. Leaves the page as it was, and light. */
export async function inSizesAndThemes(page, sizes, work, themes) {
  const before = page.viewportSize();
  for (const [index, size] of sizes.entries()) {
    await page.setViewportSize(viewport(size));
    for (const theme of themes ?? (index === 0 ? Object.keys(THEMES) : THEMES_OF_OTHER_SIZES)) {
      await page.emulateMedia(THEMES[theme]);
      await work(size, theme);
    }
  }
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: 'light', contrast: null, forcedColors: null, reducedMotion: null });
}

function demands(screen, size, theme) {
  const isProjector = screen === 'projector';
  const isHighContrast = isProjector || theme.includes('more contrast');
  return {
    ...viewport(size),
    isScrolled: !isProjector,
    deliberate: Object.keys(DELIBERATE).join(', '),
    leastContrast: isHighContrast ? LEAST_CONTRAST_ON_PROJECTOR : LEAST_CONTRAST,
    leastSize: isProjector && size === '1920x1080' ? LEAST_SIZE_ON_PROJECTOR : 0,
  };
}

async function looked(page, demanded) {
  return eventually(`${page.url()} has its size`, async () => {
    const wrong = await page.evaluate((demanded) => globalThis.plenaryLooks(demanded), demanded);
    assert.ok(wrong, `${demanded.width}x${demanded.height}`);
    return wrong;
  });
}

/** How many places of a fault are listed; where there are more, it is the same everywhere. */
const LISTED = 6;

/** A list for people to read: each fault once, as it is first found, with where else it is. */
export function listed(found) {
  const things = new Map();
  for (const { where, size, theme, rule, selector, text, detail } of found) {
    const thing = `${rule}: ${selector}`;
    if (!things.has(thing)) things.set(thing, { first: `“${text}” ${detail}`, places: new Set() });
    things.get(thing).places.add(`${where}, ${size}, ${theme}`);
  }
  const texts = [...things].map(([thing, { first, places }]) => {
    const more = places.size > LISTED ? ` · and ${places.size - LISTED} more` : '';
    return `${thing}\n  ${first}\n  in: ${[...places].slice(0, LISTED).join(' · ')}${more}`;
  });
  return texts.join('\n');
}
