// A network that is slow and uneven. Each request, each answer and each message of a feed takes
// another while; what one connection carries keeps its order, as TCP does.

import { once } from 'node:events';
import net from 'node:net';
import { Chance } from './chance.mjs';

const SHORTEST = 20;
const LONGEST = 150;
const SEED = 20261124;

export class SlowNetwork {
  #chance = new Chance(SEED);
  #sockets = new Set();

  /** A network between a test's browsers and a server, as long as the test runs. */
  static async before(server, test) {
    const network = new SlowNetwork();
    const listener = net.createServer((browser) => {
      const onwards = net.connect(server.port, '127.0.0.1');
      network.#carry(browser, onwards);
      network.#carry(onwards, browser);
    });
    test.after(() => {
      listener.close();
      for (const socket of network.#sockets) socket.destroy();
    });
    await once(listener.listen(0, '127.0.0.1'), 'listening');
    network.port = listener.address().port;
    return network;
  }

  /** The same page by way of this network. */
  address(link) {
    const url = new URL(link);
    url.port = this.port;
    return url.href;
  }

  #carry(from, to) {
    this.#sockets.add(from.setNoDelay());
    const onTheWay = [];
    let arrival = 0;
    const arrive = () => {
      const piece = onTheWay.shift();
      if (piece) to.write(piece);
      else to.end();
    };
    const send = (piece) => {
      const now = performance.now();
      arrival = Math.max(arrival, now + this.#chance.between(SHORTEST, LONGEST));
      onTheWay.push(piece);
      setTimeout(arrive, arrival - now);
    };
    from.on('data', send);
    from.on('end', () => send(null));
    from.on('error', () => to.destroy());
    from.on('close', () => this.#sockets.delete(from));
  }
}
