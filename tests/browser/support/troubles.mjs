// Whatever goes wrong on a page fails its test, unless the test has said that it expects it.

import assert from 'node:assert/strict';

/** What a browser says while there is no server. */
export const NO_SERVER =
  /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED/;

/** What it says where there is no network, and where a page is left while it sends. */
export const OFFLINE = new RegExp(`${NO_SERVER.source}|ERR_INTERNET_DISCONNECTED|ERR_ABORTED`);

/** Console errors and warnings (also those about the content security policy), errors that nobody
 * catches, requests that fail or are refused. */
export class Troubles {
  #found = [];
  #expected = new Set();

  watch(page, who, harmless = /^$/) {
    const note = (trouble) => harmless.test(trouble) || this.#note(`${who}: ${trouble}`);
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) {
        note(`${message.type()}: ${message.text()} (${message.location().url})`);
      }
    });
    page.on('pageerror', (error) => note(`not caught: ${error.stack}`));
    page.on('crash', () => note('the page has crashed'));
    page.on('requestfailed', (request) => {
      const why = request.failure()?.errorText ?? 'failed';
      // The browser itself drops what a page still reads when it goes to another page.
      const isDropped = why === 'net::ERR_ABORTED' && request.method() === 'GET';
      if (!isDropped) note(`${request.method()} ${request.url()}: ${why}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) {
        note(`${response.request().method()} ${response.url()}: status of ${response.status()}`);
      }
    });
  }

  #note(trouble) {
    const isExpected = [...this.#expected].some((pattern) => pattern.test(trouble));
    if (!isExpected) this.#found.push(trouble);
  }

  /** Lets troubles of one kind pass from now on. */
  expect(pattern) {
    this.#expected.add(pattern);
  }

  /** Troubles of that kind pass no longer. */
  expectNoMore(pattern) {
    this.#expected.delete(pattern);
  }

  /** Lets troubles of one kind pass while something is done. */
  async expecting(pattern, work) {
    this.expect(pattern);
    try {
      return await work();
    } finally {
      this.expectNoMore(pattern);
    }
  }

  assertNone() {
    assert.deepEqual(this.#found, [], 'nothing goes wrong on any page');
  }
}
