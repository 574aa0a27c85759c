// Who sits with whom, as the room sees it, and as each phone must say it.

import assert from 'node:assert/strict';
import { eventually, shows, texts } from '../support/eventually.mjs';

/** Waits until the projector shows groups of these sizes. Gives the phones, group by group. */
export function seated(room, phones, sizes) {
  return eventually(`groups of ${sizes} are formed`, async () => {
    const names = await texts(room.projector.page, '.seating .group-names');
    const groups = names.map((line) => line.split(', '));
    assert.deepEqual(groups.map((group) => group.length).sort(), sizes);
    return groups.map((group) => group.map((name) => phones.find((phone) => phone.name === name)));
  });
}

/** Waits until everybody's phone says with whom they sit: "Pair 1, with Ana and Ben". */
export async function knowTheirGroup(groups, kind) {
  for (const [index, group] of groups.entries()) {
    for (const phone of group) {
      const others = group.filter((other) => other !== phone).map(({ name }) => name);
      const line = `${kind} ${index + 1}, with ${inWords(others)}`;
      await shows(phone.page, '.group-line', line);
    }
  }
}

function inWords(names) {
  return [names.slice(0, -1).join(', '), names.at(-1)].filter((part) => part !== '').join(' and ');
}
