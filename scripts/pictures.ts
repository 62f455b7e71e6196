import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromiumPath, startChromium } from '../test/support/browser.ts';

// npm run pictures: the pictures of the README, of the page that the quickstart leaves. Needs Chromium.

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const PICTURES = join(ROOT, 'docs/pictures');

/** What is in sight when the page is scrolled to an element, so high. */
const SHOTS = [
  { name: 'answer', at: '.masthead', height: 760, dark: false },
  { name: 'pool-health', at: '#pool-health', height: 640, dark: false },
  { name: 'moving-picture', at: '#replay', height: 820, dark: true },
] as const;
const WIDTH = 1240;

const path = chromiumPath();
if (path === null) throw new Error('no Chromium: install it, or name one in POOLSIM_CHROMIUM');
const folder = mkdtempSync(join(tmpdir(), 'poolsim-pictures-'));
const browser = await startChromium(path);
try {
  const out = join(folder, 'week');
  const words = ['run', 'scenarios/quickstart.yaml', '--out', out, '--page', '--quiet'];
  const { status, stderr } = spawnSync(process.execPath, ['dist/cli/main.js', ...words], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  mkdirSync(PICTURES, { recursive: true });
  for (const { name, at, height, dark } of SHOTS) {
    const page = await browser.newPage({
      viewport: { width: WIDTH, height },
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
    });
    const moment = name === 'moving-picture' ? '#replay&run=median&at=1590' : '';
    await page.goto(pathToFileURL(join(out, 'report.html')).href + moment);
    // Twice: what comes into sight on the way is only then laid out.
    for (let i = 0; i < 2; i++) {
      await page.evaluate(`document.querySelector('${at}').scrollIntoView()`);
      await page.waitForTimeout(300);
    }
    await page.screenshot({ path: join(PICTURES, `${name}.png`) });
    await page.close();
    console.log(`docs/pictures/${name}.png`);
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
