// All that is wrong with how a page looks, as data for the test. Runs on the page, after the others.

/** Texts that are smaller than so many pixels on the screen. */
function faultsOfSize(texts, least) {
  return texts.flatMap(({ element, pseudo, text, style }) => {
    const scale = element.ownerSVGElement ? element.getScreenCTM().a : 1;
    const size = parseFloat(style.fontSize) * scale;
    if (size >= least - 0.01) return [];
    const detail = `${size.toFixed(1)} px`;
    return [{ rule: `Text under ${least} px`, element, pseudo, text, detail }];
  });
}

/** Whoever asks for less motion gets none. */
function faultsOfMotion() {
  return document.getAnimations().map(({ effect }) => {
    const { target: element, pseudoElement: pseudo } = effect;
    return { rule: 'Something moves', element, pseudo, text: '', detail: '' };
  });
}

/** See support/layout.mjs. */
globalThis.plenaryLooks = ({ isScrolled, deliberate, leastContrast, leastSize, width, height }) => {
  if (!matchMedia(`(width: ${width}px) and (height: ${height}px)`).matches) return undefined;
  const placed = textsOnPage();
  const all = [...placed, ...textsWithoutPlace()];
  const faults = [
    ...faultsOfPlace(placed, { isScrolled, deliberate }),
    ...faultsOfContrast(all, leastContrast),
    ...(leastSize ? faultsOfSize(all, leastSize) : []),
    ...faultsOfMotion(),
  ];
  return faults.map(({ rule, element, pseudo, text, detail }) => ({
    rule,
    detail,
    selector: nameOf(element, pseudo),
    text: text.replace(/\s+/g, ' ').slice(0, 80),
  }));
};
