// The server as users start it, on a free port and with a data directory of its own.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { eventually } from './eventually.mjs';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const BINARY = process.env.PLENARY_BINARY ?? path.join(ROOT, 'target/debug/plenary');

export class Server {
  #process;
  #output = '';
  /** How far its clock is ahead of this machine's, in milliseconds. */
  ahead = 0;

  /** `publicUrl` is the address that screens show, where it is not the one that phones use;
   * `options` are more of `plenary serve`. */
  async start(publicUrl, options = []) {
    this.publicUrl = publicUrl;
    this.options = options;
    this.data = await mkdtemp(path.join(tmpdir(), 'plenary-browser-test-'));
    await this.#run('127.0.0.1:0');
  }

  async #run(listen) {
    const arguments_ = ['serve', '--listen', listen, '--data', this.data];
    arguments_.push('--test-clock', String(this.ahead), ...this.options);
    if (this.publicUrl) arguments_.push('--public-url', this.publicUrl);
    // A setting of whoever runs the tests must not reach the server.
    const others = Object.entries(process.env).filter(([name]) => !name.startsWith('PLENARY_'));
    const options = { env: Object.fromEntries(others), stdio: ['ignore', 'pipe', 'pipe'] };
    this.#process = spawn(BINARY, arguments_, options);
    this.#output = '';
    let failure;
    this.#process.on('error', (error) => (failure = error));
    this.#process.stdout.on('data', (text) => (this.#output += text));
    this.#process.stderr.on('data', (text) => (this.#output += text));
    await eventually('the server prints its links', async () => {
      if (failure) throw failure;
      assert.equal(this.#process.exitCode, null, this.#output);
      const link = /http:\/\/localhost:(\d+)\/sign-in\/[0-9a-f]{40}/.exec(this.#output);
      assert.ok(link, this.#output);
      [this.signInLink, this.port] = link;
      /** Where the facilitator's browser reaches it: on the same computer. */
      this.local = `http://localhost:${this.port}`;
      /** Where phones reach it. */
      this.public = `http://127.0.0.1:${this.port}`;
      assert.ok(this.#output.includes(this.publicUrl ?? this.public), this.#output);
    });
    const health = await fetch(`${this.public}/healthz`);
    assert.equal(await health.text(), 'ok');
  }

  /** As a power cut ends it. */
  async kill() {
    const exit = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    assert.deepEqual(await exit, [null, 'SIGKILL']);
  }

  /** After [kill]: the same port, data and clock. */
  async startAgain() {
    await this.#run(`127.0.0.1:${this.port}`);
  }

  /** Moves its clock forward. */
  async advance(seconds) {
    const answer = await fetch(`${this.public}/test-clock/advance/${seconds}`, { method: 'POST' });
    const ahead = Number(await answer.text());
    assert.equal(ahead, this.ahead + seconds * 1_000);
    this.ahead = ahead;
  }

  /** What its clock must show, in milliseconds. */
  now() {
    return Date.now() + this.ahead;
  }

  /** The bytes that `plenary export` writes. */
  async export(code, ...options) {
    const run = promisify(execFile);
    const arguments_ = ['export', code, '--data', this.data, ...options];
    const { stdout } = await run(BINARY, arguments_, { encoding: 'buffer' });
    return stdout;
  }

  /** What another command of the program prints. */
  async plenary(...arguments_) {
    const { stdout } = await promisify(execFile)(BINARY, [...arguments_, '--data', this.data]);
    return stdout;
  }

  /** As Ctrl-C ends it; screens that are still open do not hold it up. */
  async stop() {
    if (this.#process?.exitCode === null && this.#process.signalCode === null) {
      const exit = once(this.#process, 'exit');
      this.#process.kill('SIGTERM');
      const impatience = setTimeout(() => this.#process.kill('SIGKILL'), 10_000);
      const [code, signal] = await exit;
      clearTimeout(impatience);
      assert.deepEqual([code, signal], [0, null], `the server stops when asked.\n${this.#output}`);
    }
    await rm(this.data, { recursive: true, force: true });
  }
}
