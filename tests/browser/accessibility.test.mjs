// Nothing on any screen, in any state, light or dark, that axe would call a barrier. States are
// listed in states/: each says what brings it about and on which screens it is looked at.

import assert from 'node:assert/strict';
import test from 'node:test';
import { STATES } from './states/all.mjs';
import { listed, violations } from './support/axe.mjs';
import { Stage } from './support/stage.mjs';

test('no screen has a barrier in any state', async (t) => {
  const stage = await Stage.open(t);
  for (const [part, states] of Object.entries(STATES)) {
    await t.test(part, async () => {
      const found = [];
      for (const { state, bring, on } of states) {
        await bring(stage);
        for (const screen of on) {
          const wrong = await violations(stage.screens[screen]);
          found.push(...wrong.map((one) => ({ ...one, where: `${screen}, ${state}` })));
        }
      }
      assert.ok(found.length === 0, `\n${listed(found)}`);
    });
  }
  stage.room.troubles.assertNone();
});
