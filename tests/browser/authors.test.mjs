// An author writes on a training and looks at it while they do.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { promisify } from 'node:util';
import { eventually, shows, showsNo, texts } from './support/eventually.mjs';
import { Room, acts } from './support/room.mjs';
import { BINARY } from './support/server.mjs';

test('what an author saves shows at once, and what is wrong is said with its line', async (t) => {
  const content = await mkdtemp(path.join(tmpdir(), 'plenary-authors-'));
  t.after(() => rm(content, { recursive: true }));
  const made = await promisify(execFile)(BINARY, ['new', 'my-workshop', '--content', content]);
  assert.match(made.stdout, /plenary serve --content .*my-workshop --watch/);

  const room = await Room.open(t, undefined, ['--content', content, '--watch']);
  const act = acts(t, room);
  await room.begin('A draft', 'My workshop');
  await room.console.click('Begin');
  const projector = room.projector.page;
  await projector.waitForSelector('.projector-slide h1');
  const file = path.join(content, 'my-workshop', '01-opening.md');
  const original = await readFile(file, 'utf8');
  const [title] = await texts(projector, '.projector-slide h1');
  assert.ok(original.includes(title), title);

  await act('a title that is saved is on the projector', async () => {
    await writeFile(file, original.replace(title, 'Written this minute'));
    await shows(projector, '.projector-slide h1', 'Written this minute');
    await shows(room.desk, '.panel-slide .slide h1', 'Written this minute');
    await showsNo(room.desk, '.training-problems');
  });

  await act('a mistake is listed with its line, and the screens keep what they had', async () => {
    const last = original.split('\n').length;
    await writeFile(file, `${original}\n---\n\n\`\`\`pol\n`);
    await room.desk.waitForSelector('.training-problems li');
    const [problem] = await texts(room.desk, '.training-problems li');
    const [, line] = /01-opening\.md:(\d+): /.exec(problem);
    assert.ok(Number(line) >= last, problem);
    assert.deepEqual(await texts(projector, '.projector-slide h1'), ['Written this minute']);
  });

  await act('mended, it shows, and nothing is wrong any more', async () => {
    await writeFile(file, original);
    await shows(projector, '.projector-slide h1', title);
    await showsNo(room.desk, '.training-problems');
  });

  await act('words in another language than the buttons’ are marked as such', async () => {
    const phone = await room.participant('Ana');
    const spoken = (page, words) => page.locator(words).evaluate((one) => one.closest('[lang]').lang);
    assert.equal(await spoken(projector, '.projector-slide h1'), 'en');
    const manifest = path.join(content, 'my-workshop', 'training.toml');
    const english = await readFile(manifest, 'utf8');
    await writeFile(manifest, english.replace('language = "en"', 'language = "pt-BR"'));
    await eventually('all screens say so when they are opened', async () => {
      for (const [page, words] of [
        [projector, '.projector-slide h1'],
        [room.desk, '.panel-slide .slide h1'],
        [room.desk, '.notes'],
        [phone.page, '.now-slide'],
      ]) {
        await page.reload();
        assert.equal(await spoken(page, words), 'pt-BR', words);
        assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
      }
    });
  });
});
