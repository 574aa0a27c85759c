// What can be read on a page, and where it stands. Runs on the page, before the others of its folder.

/** The ink of a text is less high than the box that a browser says it has: by the box, the letters of
 * a tight heading would overlap though nobody sees them touch. */
const brush = document.createElement('canvas').getContext('2d');
const inks = new Map();

function inkOf(text, style) {
  const font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const key = `${font} ${text}`;
  if (!inks.has(key)) {
    brush.font = font;
    const size = brush.measureText(text);
    const height = size.fontBoundingBoxAscent + size.fontBoundingBoxDescent;
    inks.set(key, {
      above: (size.fontBoundingBoxAscent - size.actualBoundingBoxAscent) / height,
      below: (size.fontBoundingBoxDescent - size.actualBoundingBoxDescent) / height,
    });
  }
  return inks.get(key);
}

function isSeen(element) {
  const options = { visibilityProperty: true, opacityProperty: true };
  return element.checkVisibility(options) && !element.closest('.visually-hidden, .histogram small');
}

/** Every text node that can be seen: its element, and the box of the ink of each of its lines. */
function textsOnPage() {
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const { data, parentElement: element } = node;
    if (data.trim() === '' || element.matches('textarea, option') || !isSeen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const style = getComputedStyle(element);
    const ink = inkOf(data.trim(), style);
    const boxes = [...range.getClientRects()]
      .filter(({ width, height }) => width > 0.5 && height > 0.5)
      .map(({ left, right, top, bottom, height }) => ({
        left,
        right,
        top: top + height * ink.above,
        bottom: bottom - height * ink.below,
      }));
    if (boxes.length > 0) texts.push({ node, element, style, text: data.trim(), boxes });
  }
  return texts;
}

/** What a style sheet writes before and after elements, and what fields hold. These have a colour and
 * a size, but no place that a browser would tell. */
function textsWithoutPlace() {
  const texts = [];
  for (const element of document.body.querySelectorAll('*')) {
    for (const pseudo of ['::before', '::after']) {
      const style = getComputedStyle(element, pseudo);
      const written = /^"(.+?)"/s.exec(style.content)?.[1].trim();
      if (written && style.display !== 'none' && isSeen(element)) {
        texts.push({ element, pseudo, style, text: written });
      }
    }
    const isField = element.matches('textarea, input:not([type=checkbox], [type=radio], [type=hidden])');
    if (isField && isSeen(element)) {
      const pseudo = element.value === '' ? '::placeholder' : undefined;
      const text = element.value || element.placeholder;
      if (text) texts.push({ element, pseudo, style: getComputedStyle(element, pseudo), text });
    }
  }
  return texts;
}

/** A name for people: the element and what it stands in. */
function nameOf(element, pseudo = '') {
  const steps = [];
  for (let step = element; step && step !== document.body && steps.length < 3; step = step.parentElement) {
    if (!step.matches('plenary-island')) {
      const classes = [...step.classList].map((one) => `.${one}`).join('');
      steps.unshift(classes || step.localName);
    }
  }
  return `${steps.join(' ')}${pseudo}`;
}
