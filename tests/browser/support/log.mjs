// The log of a session, read from the file where the server keeps it.

import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const MOST_BYTES = 64 * 1024 * 1024;

/** All that has happened in a session, in its order. */
export async function log(server, code) {
  const file = path.join(server.data, 'plenary.sqlite3');
  const question = `SELECT record FROM events WHERE session = '${code}' ORDER BY sequence`;
  const run = promisify(execFile);
  const { stdout } = await run('sqlite3', ['-readonly', file, question], { maxBuffer: MOST_BYTES });
  const lines = stdout.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line));
}

/** What somebody has sent and the log has kept, in its order: the fields of each answer to a drill
 * and of each promise. */
export function entries(records) {
  return records.flatMap(({ event }) => {
    const fields = event.answered?.answer.drill ?? event.committed?.fields;
    return fields ? [fields] : [];
  });
}
