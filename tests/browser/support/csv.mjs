// Reads CSV as RFC 4180 describes it.

import assert from 'node:assert/strict';

const BYTE_ORDER_MARK = '\ufeff';

/** The rows of a file as objects, by the names in its first row. */
export function parseCsv(bytes) {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  assert.ok(text.startsWith(BYTE_ORDER_MARK), 'the file begins with a byte order mark');
  assert.ok(text.endsWith('\r\n'), 'the last row ends as all do');
  const [names, ...rows] = cells(text.slice(BYTE_ORDER_MARK.length));
  return rows.map((row) => {
    assert.equal(row.length, names.length, row.join('|'));
    return Object.fromEntries(names.map((name, index) => [name, row[index]]));
  });
}

function cells(text) {
  const rows = [];
  let row = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const match = cell.exec(text);
    assert.ok(match, `no cell at ${at}: ${text.slice(at, at + 40)}`);
    const [, quoted, plain, end] = match;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
