// A network between a test's browsers and a server. What it does to what it carries is up to its
// kind.

import { once } from 'node:events';

export class Network {
  /** `listener` is a server of node:net or node:http, which lives as long as the test. */
  static async of(listener, test) {
    const network = new Network();
    const sockets = new Set();
    listener.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    test.after(() => {
      listener.close();
      for (const socket of sockets) socket.destroy();
    });
    await once(listener.listen(0, '127.0.0.1'), 'listening');
    network.port = listener.address().port;
    return network;
  }

  /** The same page by way of this network. Cookies are the same, since they know no ports. */
  address(link) {
    const url = new URL(link);
    url.port = this.port;
    return url.href;
  }
}
