// Texts that are cut off, that leave the screen, or that lie on each other. Runs on the page.

/** What rounding may do, in CSS pixels. */
const ROUNDING = 1;

/** The elements that may cut off what stands in an element. What is positioned is cut off only by
 * what it is positioned in. */
function clippersOf(element) {
  const clippers = [];
  let holds = () => true;
  for (let box = element; box && box !== document.documentElement; box = box.parentElement) {
    const style = getComputedStyle(box);
    if (['contents', 'inline'].includes(style.display) || !holds(style)) continue;
    holds = () => true;
    if (style.overflowX !== 'visible' || style.overflowY !== 'visible') clippers.push({ box, style });
    const isAnchor = ({ transform, position }) => transform !== 'none' || position !== 'static';
    if (style.position === 'absolute') holds = isAnchor;
    if (style.position === 'fixed') holds = ({ transform }) => transform !== 'none';
  }
  return clippers;
}

function innerBox({ box }) {
  const { left, top } = box.getBoundingClientRect();
  const innerLeft = left + box.clientLeft;
  const innerTop = top + box.clientTop;
  return {
    left: innerLeft,
    top: innerTop,
    right: innerLeft + box.clientWidth,
    bottom: innerTop + box.clientHeight,
  };
}

function scrolls(overflow) {
  return overflow === 'auto' || overflow === 'scroll';
}

/** By how many pixels each side of a box is beyond another. */
function beyond(box, frame) {
  return Object.entries({
    left: frame.left - box.left,
    right: box.right - frame.right,
    top: frame.top - box.top,
    bottom: box.bottom - frame.bottom,
  }).filter(([, pixels]) => pixels > ROUNDING);
}

function intersection(one, other) {
  const box = {
    left: Math.max(one.left, other.left),
    right: Math.min(one.right, other.right),
    top: Math.max(one.top, other.top),
    bottom: Math.min(one.bottom, other.bottom),
  };
  const isEmpty = box.right - box.left <= ROUNDING || box.bottom - box.top <= ROUNDING;
  return isEmpty ? undefined : box;
}

/** Which part of a line of text can be seen without scrolling, and what cuts the line off where no
 * scrolling helps. On a screen that nobody scrolls, what would have to be scrolled is cut off. */
function seenPart(line, clippers, isScrolled) {
  let part = line;
  const cuts = [];
  for (const clipper of clippers) {
    const frame = innerBox(clipper);
    for (const [side, pixels] of beyond(part, frame)) {
      const isAcross = side === 'left' || side === 'right';
      const overflow = isAcross ? clipper.style.overflowX : clipper.style.overflowY;
      if (!isScrolled || !scrolls(overflow)) cuts.push({ by: clipper.box, side, pixels });
    }
    part = intersection(part, frame);
    if (!part) break;
  }
  return { part, cuts };
}

/** Faults of place; `deliberate` is a selector of what may be cut off. */
function faultsOfPlace(texts, { isScrolled, deliberate }) {
  const faults = [];
  const seen = [];
  const width = document.documentElement.clientWidth;
  const screen = {
    left: 0,
    top: isScrolled ? -Infinity : 0,
    right: width,
    bottom: isScrolled ? Infinity : innerHeight,
  };
  const clippersByElement = new Map();
  for (const { node, element, text, boxes } of texts) {
    if (!clippersByElement.has(element)) clippersByElement.set(element, clippersOf(element));
    const isDeliberate = deliberate !== '' && element.closest(deliberate);
    for (const box of boxes) {
      const { part, cuts } = seenPart(box, clippersByElement.get(element), isScrolled);
      if (!isDeliberate) {
        for (const { by, side, pixels } of cuts) {
          const detail = `its ${side} is cut off by ${nameOf(by)}, by ${Math.round(pixels)} px`;
          faults.push({ rule: 'Text is cut off', element, text, detail });
        }
      }
      if (!part) continue;
      seen.push({ node, element, text, ...part });
      for (const [side, pixels] of beyond(part, screen)) {
        const detail = `beyond the ${side} of the screen, by ${Math.round(pixels)} px`;
        faults.push({ rule: 'Text leaves the screen', element, text, detail });
      }
    }
  }
  return [...faults, ...overlaps(seen, isScrolled), ...overflow(width, isScrolled)];
}

/** The layer on which an element stands: a popover lies over the page as it must. */
function layerOf(element) {
  const isLayer = ({ position, zIndex }) =>
    ['fixed', 'sticky'].includes(position) || (position !== 'static' && zIndex !== 'auto');
  let layer = element;
  while (layer && !isLayer(getComputedStyle(layer))) layer = layer.parentElement;
  return layer;
}

/** On a screen that nobody touches no layer may lie on another either. */
function overlaps(seen, isScrolled) {
  const faults = [];
  seen.sort((one, other) => one.top - other.top);
  for (const [index, one] of seen.entries()) {
    for (const other of seen.slice(index + 1)) {
      if (other.top > one.bottom) break;
      if (!intersection(one, other) || other.node === one.node) continue;
      if (isScrolled && layerOf(one.element) !== layerOf(other.element)) continue;
      const detail = `on “${other.text.slice(0, 60)}” of ${nameOf(other.element)}`;
      faults.push({ rule: 'Texts lie on each other', element: one.element, text: one.text, detail });
    }
  }
  return faults;
}

/** What reaches furthest to the right. */
function outermost(element) {
  const right = (one) => one.getBoundingClientRect().right;
  return [...element.querySelectorAll('*')].reduce((one, other) => (right(other) > right(one) ? other : one));
}

/** The page is not wider than its screen; and what nobody scrolls is not higher, either. */
function overflow(width, isScrolled) {
  const faults = [];
  const note = (element, wide, high) => {
    const more = [];
    if (wide > ROUNDING) {
      more.push(`${Math.round(wide)} px wider than there is room, as far as ${nameOf(outermost(element))}`);
    }
    if (!isScrolled && high > ROUNDING) more.push(`${Math.round(high)} px higher than there is room`);
    for (const detail of more) faults.push({ rule: 'Overflow', element, text: '', detail });
  };
  const page = document.documentElement;
  note(page, page.scrollWidth - width, page.scrollHeight - page.clientHeight);
  if (!isScrolled) {
    for (const box of document.querySelectorAll('.projector, .projector-slide')) {
      note(box, box.scrollWidth - box.clientWidth, box.scrollHeight - box.clientHeight);
    }
  }
  return faults;
}
