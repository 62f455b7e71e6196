import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MAIN } from '../support/dist-command.ts';
import { TINY } from '../support/tiny-scenario.ts';

// Real processes: a selector that never answers must not keep Ctrl-C from being heard. It leaves a file
// when it is at it; the signal goes to the command alone, as that of a `kill` does.

const FOR_EVER = `writeFileSync(new URL('at-it', import.meta.url), ''); for (;;) {}`;
const IMPORT = `import { writeFileSync } from 'node:fs';\n`;
const MODULES = {
  'pick.mjs': `${IMPORT}export default () => ({ pick() { ${FOR_EVER} } });`,
  'made.mjs': `${IMPORT}export default () => { ${FOR_EVER} };`,
  'import.mjs': `${IMPORT}${FOR_EVER}\nexport const pick = () => -1;`,
  'none.mjs': 'export const pick = () => -1;',
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'poolsim-endless-'));
  for (const [name, text] of Object.entries(MODULES)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'tiny.yaml'), TINY);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs `poolsim …` until the selector is at it, and presses Ctrl-C. */
async function interrupted(line: string): Promise<{ code: number | null; stderr: string }> {
  const mark = join(folder, 'at-it');
  rmSync(mark, { force: true });
  const child = spawn(process.execPath, [MAIN, ...line.split(' ')], { cwd: folder });
  const deaf = setTimeout(() => child.kill('SIGKILL'), 10_000);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<number | null>((done) => child.on('close', done));
  while (!existsSync(mark) && child.exitCode === null && child.signalCode === null) await sleep(20);
  child.kill('SIGINT');
  const code = await ended;
  clearTimeout(deaf);
  return { code, stderr };
}

it.each([
  'bench --selector pick.mjs --against none.mjs --gates work',
  'bench --selector made.mjs --against none.mjs',
  'bench --selector none.mjs --against import.mjs',
])('%s', async (line) => {
  const { code, stderr } = await interrupted(line);
  expect(stderr).toMatch(/interrupted; no verdict\n$/);
  expect(code).toBe(130);
});

it('bench', async () => {
  const { code, stderr } = await interrupted('bench --quick --selector pick.mjs');
  expect(stderr).toMatch(/interrupted; no case had a sample yet\n$/);
  expect(code).toBe(130);
});

it.each(['pick', 'import'])('baseline save --selector %s.mjs', async (module) => {
  const { code, stderr } = await interrupted(`baseline save own --selector ${module}.mjs`);
  expect(stderr).toMatch(/interrupted; nothing was written\n$/);
  expect(code).toBe(130);
});
