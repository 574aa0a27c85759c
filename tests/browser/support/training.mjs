// The training that the tests run, read from its files without any help of the server: what the
// screens must show, place by place.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './server.mjs';

export const TRAINING = 'The Sales Manager 1:1 Reboot';
const FOLDER = path.join(ROOT, 'content/sales-manager-1-1-reboot');

function read(name) {
  return readFileSync(path.join(FOLDER, name), 'utf8');
}

function slide(text) {
  const visible = text.replace(/<!--.*?-->/gs, '').replace(/^```.*?^```$/gms, '');
  const heading = /^# (?:\{\.[a-z]+\} )?(.+)$/m.exec(visible);
  return {
    title: heading[1],
    steps: visible.split('\n').filter((line) => line.startsWith('* ')).length,
    activity: /^```(poll|drill|vote|commitments)\nid = "(.+)"$/m.exec(text)?.[2],
  };
}

/** The sections with their planned minutes and slides. */
export function sections() {
  const manifest = read('training.toml');
  const entry = /\[\[section\]\]\nfile = "(.+)"\ntitle = "(.+)"\nminutes = (\d+)/g;
  return [...manifest.matchAll(entry)].map(([, file, title, minutes]) => ({
    title,
    minutes: Number(minutes),
    slides: read(file).split(/^---$/m).map(slide),
  }));
}

/** Every place of the training in order: each slide, and each of its steps. */
export function places() {
  const all = sections();
  const count = all.reduce((sum, section) => sum + section.slides.length, 0);
  let number = 0;
  const found = all.flatMap((section, index) =>
    section.slides.flatMap((one) => {
      number += 1;
      const slideNumber = number;
      return Array.from({ length: one.steps + 1 }, (_, step) => ({
        section: index + 1,
        sectionTitle: section.title,
        title: one.title,
        number: slideNumber,
        count,
        hiddenSteps: one.steps - step,
        activity: one.activity,
      }));
    }),
  );
  assert.ok(count >= 25 && count <= 45, `${count} slides`);
  return found;
}
