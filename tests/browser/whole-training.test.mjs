// The whole shipped training, as a room plays it: one facilitator with a console and a projector,
// three phones of which one has JavaScript off. Time moves by the test clock only.

import test from 'node:test';
import { arrival } from './acts/arrival.mjs';
import { drill } from './acts/drill.mjs';
import { opening } from './acts/opening.mjs';
import { promises } from './acts/promises.mjs';
import { takingHome } from './acts/taking-home.mjs';
import { wall } from './acts/wall.mjs';
import { Play } from './support/play.mjs';
import { Room } from './support/room.mjs';

test('a room plays the whole training and takes nine commitments home', async (t) => {
  const play = new Play(t, await Room.open(t));
  for (const part of [arrival, opening, drill, wall, promises, takingHome]) await part(play);
});
