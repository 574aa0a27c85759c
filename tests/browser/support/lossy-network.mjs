// A network that loses a part of the requests and a part of the answers: the connection is cut. The
// site's files are spared: a browser keeps them, and without them a page is plain HTML, which is
// another test.

import http from 'node:http';
import { Chance } from './chance.mjs';
import { Network } from './network.mjs';

const LOSS = 0.3;
const SEED = 20261125;
const FILES = /^\/assets\//;

export async function lossyNetwork(server, test) {
  const chance = new Chance(SEED);
  const lost = { requests: 0, answers: 0 };
  const listener = http.createServer((request, response) => {
    const loses = (kind) => {
      const isLost = !FILES.test(request.url) && chance.happens(LOSS);
      if (isLost) {
        lost[kind] += 1;
        request.socket.destroy();
      }
      return isLost;
    };
    if (loses('requests')) return;
    const { method, url: path, headers } = request;
    const onwards = http.request({ host: '127.0.0.1', port: server.port, method, path, headers });
    onwards.on('response', (answer) => {
      if (loses('answers')) {
        answer.destroy();
        return;
      }
      response.writeHead(answer.statusCode, answer.rawHeaders);
      response.flushHeaders();
      answer.pipe(response);
    });
    onwards.on('error', () => request.socket.destroy());
    response.on('close', () => onwards.destroy());
    request.pipe(onwards);
  });
  const network = await Network.of(listener, test);
  network.lost = lost;
  return network;
}
