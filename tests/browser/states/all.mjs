// All states in the order in which one brings about the next, by the part of a training.

import { commitments } from './commitments.mjs';
import { drill } from './drill.mjs';
import { end } from './end.mjs';
import { frontDoor } from './front-door.mjs';
import { interruptions } from './interruptions.mjs';
import { lobby } from './lobby.mjs';
import { modes } from './modes.mjs';
import { poll } from './poll.mjs';
import { slides } from './slides.mjs';
import { vote } from './vote.mjs';

export const STATES = {
  frontDoor,
  lobby,
  slides,
  interruptions,
  modes,
  poll,
  drill,
  vote,
  commitments,
  end,
};
