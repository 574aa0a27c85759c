// Nothing on any screen, in any state, light or dark, that axe would call a barrier. States are
// listed in states/: each says what brings it about and on which screens it is looked at.

import test from 'node:test';
import { listed, violations } from './support/axe.mjs';
import { Stage } from './support/stage.mjs';

test('no screen has a barrier in any state', async (t) => {
  const stage = await Stage.open(t);
  const look = async (state, on) => {
    const found = [];
    for (const screen of on) {
      const wrong = await violations(stage.screens[screen]);
      found.push(...wrong.map((one) => ({ ...one, where: `${screen}, ${state}` })));
    }
    return found;
  };
  await stage.inEveryState(t, look, listed);
});
