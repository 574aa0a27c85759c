// A network that is slow and uneven. Each request, each answer and each message of a feed takes
// another while; what one connection carries keeps its order, as TCP does.

import net from 'node:net';
import { Chance } from './chance.mjs';
import { Network } from './network.mjs';

/** How long something takes one way, in milliseconds. */
const SHORTEST = 20;
const LONGEST = 150;
const SEED = 20261124;

export function slowNetwork(server, test) {
  const chance = new Chance(SEED);
  const listener = net.createServer((browser) => {
    const onwards = net.connect(server.port, '127.0.0.1');
    carry(browser, onwards, chance);
    carry(onwards, browser, chance);
  });
  return Network.of(listener, test);
}

function carry(from, to, chance) {
  const onTheWay = [];
  let arrival = 0;
  const arrive = () => {
    const piece = onTheWay.shift();
    if (piece) to.write(piece);
    else to.end();
  };
  const send = (piece) => {
    const now = performance.now();
    arrival = Math.max(arrival, now + chance.between(SHORTEST, LONGEST));
    onTheWay.push(piece);
    setTimeout(arrive, arrival - now);
  };
  from.setNoDelay();
  from.on('data', send);
  from.on('end', () => send(null));
  from.on('error', () => to.destroy());
}
