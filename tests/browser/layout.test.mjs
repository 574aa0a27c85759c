// Every screen can be read in every state, size and theme: nothing overflows, nothing is cut off,
// nothing lies on something else, nothing is too pale, and nothing on the projector too small.
// What is measured, and what may be cut off, is in support/layout.mjs; the states are in states/.

import assert from 'node:assert/strict';
import test from 'node:test';
import { STATES } from './states/all.mjs';
import { faultsOnStage, listed } from './support/layout.mjs';
import { Stage } from './support/stage.mjs';

test('every screen can be read in every state, size and theme', async (t) => {
  const stage = await Stage.open(t);
  for (const [part, states] of Object.entries(STATES)) {
    await t.test(part, async () => {
      const found = [];
      for (const { state, bring, on } of states) {
        await bring(stage);
        found.push(...(await faultsOnStage(stage, state, on)));
      }
      assert.ok(found.length === 0, `\n${listed(found)}`);
    });
  }
  stage.room.troubles.assertNone();
});
