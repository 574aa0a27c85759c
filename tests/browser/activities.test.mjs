// Each activity with as many phones as make a difference: a pair, a trio, and seven, who are two
// pairs and a trio, or a table of three and one of four.

import test from 'node:test';
import { commitments } from './activities/commitments.mjs';
import { drill } from './activities/drill.mjs';
import { poll } from './activities/poll.mjs';
import { vote } from './activities/vote.mjs';
import { Room, acts } from './support/room.mjs';

const NAMES = ['Ana', 'Ben', 'Chloé', 'Dmitri', 'Esra', 'Frank', 'Grace'];

for (const count of [2, 3, 7]) {
  test(`${count} phones`, async (t) => {
    const room = await Room.open(t);
    const act = acts(t, room);
    await room.begin(`${count} phones`);
    const phones = [];
    for (const name of NAMES.slice(0, count)) phones.push(await room.participant(name));
    await act('raise their hands', () => poll({ room, phones }));
    await act('write in pairs', () => drill({ room, phones }));
    await act('decide at tables', async () => phones.push(await vote({ room, phones })));
    await act('make promises', () => commitments({ room, phones }));
  });
}
