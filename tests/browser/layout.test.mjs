// Every screen can be read in every state, size and theme: nothing overflows, nothing is cut off,
// nothing lies on something else, nothing is too pale, and nothing on the projector too small.
// What is measured, and what may be cut off, is in support/layout.mjs; the states are in states/.

import test from 'node:test';
import { faultsOnStage, listed } from './support/layout.mjs';
import { Stage } from './support/stage.mjs';

test('every screen can be read in every state, size and theme', async (t) => {
  const stage = await Stage.open(t);
  await stage.inEveryState(t, (state, on) => faultsOnStage(stage, state, on), listed);
});
