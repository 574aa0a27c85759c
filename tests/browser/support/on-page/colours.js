// How well texts stand out from what is behind them, by the computed styles. Runs on the page.
// The formulas are those of WCAG 2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio

const palette = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
const colours = new Map();

/** Red, green, blue and opacity from 0 to 1, of a colour in whatever notation. */
function colourOf(notation) {
  if (!colours.has(notation)) {
    palette.clearRect(0, 0, 1, 1);
    palette.fillStyle = notation;
    palette.fillRect(0, 0, 1, 1);
    colours.set(notation, [...palette.getImageData(0, 0, 1, 1).data].map((part) => part / 255));
  }
  return colours.get(notation);
}

/** What is seen where a colour lies over one that nothing shines through. */
function over([red, green, blue, opacity], behind) {
  return [red, green, blue].map((part, index) => part * opacity + behind[index] * (1 - opacity));
}

function luminance(colour) {
  const [red, green, blue] = colour.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [less, more] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (more + 0.05) / (less + 0.05);
}

function layerOfBox(box) {
  const { backgroundColor, backgroundImage, opacity, display } = getComputedStyle(box);
  return display === 'contents' ? [] : [{ box, backgroundColor, backgroundImage, opacity }];
}

/** The layers of an element and all that it stands in, which many texts have in common. */
function layersOfBoxes(element, known) {
  if (!element) return [];
  if (!known.has(element)) {
    known.set(element, [...layersOfBoxes(element.parentElement, known), ...layerOfBox(element)]);
  }
  return known.get(element);
}

/** What is painted, from the page to the text: each a background, and how opaque all of it is. */
function layersOf({ element, pseudo, style }, known) {
  const layers = [...layersOfBoxes(element, known)];
  const shape = shapeBehind(element);
  if (shape) {
    const { fill, opacity } = getComputedStyle(shape);
    layers.push({ box: shape, backgroundColor: fill, backgroundImage: 'none', opacity });
  }
  if (pseudo) {
    const { backgroundColor, backgroundImage, opacity } = style;
    layers.push({ box: element, backgroundColor, backgroundImage, opacity });
  }
  return layers;
}

/** A text of a drawing has no background: it stands on the last shape that is drawn under it. */
function shapeBehind(element) {
  const drawing = element.closest('svg');
  if (!drawing) return undefined;
  const text = element.getBoundingClientRect();
  const shapes = [...drawing.querySelectorAll('rect, path, circle')].filter((shape) => {
    const isBefore = shape.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
    return isBefore && intersection(shape.getBoundingClientRect(), text);
  });
  return shapes.at(-1);
}

/** The text and what is behind it as they are seen, layer by layer. */
function painted(colour, [layer, ...above], behind) {
  if (!layer) return { text: over(colour, behind), behind };
  const background = over(colourOf(layer.backgroundColor), behind);
  const inner = painted(colour, above, background);
  const seen = (part) => over([...part, Number(layer.opacity)], behind);
  return { text: seen(inner.text), behind: seen(inner.behind) };
}

function faultsOfContrast(texts, least) {
  const page = colourOf(matchMedia('(forced-colors: active)').matches ? 'Canvas' : 'white');
  const known = new Map();
  return texts.flatMap((one) => {
    const { element, pseudo, text, style } = one;
    const layers = layersOf(one, known);
    const picture = layers.find(({ backgroundImage }) => backgroundImage !== 'none');
    const fault = (detail) => [{ rule: `Contrast below ${least}:1`, element, pseudo, text, detail }];
    if (picture) return fault(`a picture is behind it, on ${nameOf(picture.box)}`);
    const colour = colourOf(element.closest('svg') ? style.fill : style.color);
    const seen = painted(colour, layers, page.slice(0, 3));
    const ratio = contrast(seen.text, seen.behind);
    if (ratio >= least) return [];
    return fault(`${ratio.toFixed(2)}:1, ${hex(seen.text)} on ${hex(seen.behind)}`);
  });
}

function hex(colour) {
  const parts = colour.map((part) => Math.round(part * 255).toString(16).padStart(2, '0'));
  return `#${parts.join('')}`;
}
