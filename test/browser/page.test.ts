import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, startChromium } from '../support/browser.ts';
import { stallingPages } from '../support/page-world.ts';

const path = chromiumPath();
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
if (path === null) {
  console.warn(
    'no browser: install chromium or name one in POOLSIM_CHROMIUM; its tests are skipped',
  );
}

describe.skipIf(path === null)('the page in a browser', () => {
  let browser: Browser;
  let folder: string;
  let url: string;
  /** What the page did that it must not: errors in the console, and requests beyond its own file. */
  const wrongs: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'poolsim-page-'));
    url = `file://${folder}/report.html`;
    const { full } = await stallingPages();
    await writeFile(join(folder, 'report.html'), full);
    browser = await startChromium(path!);
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(hash = '', options: BrowserContextOptions = {}): Promise<Page> {
    const viewport = { width: 1440, height: 900 };
    const context = await browser.newContext({ viewport, ...options });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) wrongs.push(message.text());
    });
    page.on('pageerror', (error) => wrongs.push(error.message));
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== url) wrongs.push(`request: ${request.url()}`);
    });
    await page.goto(url + hash);
    return page;
  }

  const overflow = (page: Page) =>
    page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

  it.each([
    [380, 'light'],
    [1440, 'dark'],
  ] as const)('fits %i pixels, %s, and takes no name for markup', async (width, colorScheme) => {
    const page = await open('', { viewport: { width, height: 900 }, colorScheme });
    expect(await overflow(page)).toBe(0);
    await page.evaluate(() => {
      for (const each of document.querySelectorAll('details')) each.open = true;
    });
    expect(await overflow(page)).toBe(0);
    expect(await page.evaluate(() => 'hurt' in window)).toBe(false);
    expect(await page.locator('body').textContent()).toContain('</script><script>');
    await page.context().close();
    expect(wrongs).toEqual([]);
  });

  it.each([true, false])(
    'leads from pool health to number detail and Campaign Health, scripts %s',
    async (javaScriptEnabled) => {
      const page = await open('', { javaScriptEnabled });
      expect(await page.locator('#answer').textContent()).toContain(
        'the pool does not hold'.slice(4, 8),
      );
      await page.locator('#pool-health a', { hasText: '+442079460002' }).first().click();
      const health = page.getByRole('group', { name: 'Campaign Health of +442079460002' });
      await health.waitFor();
      expect(await health.textContent()).toContain('outreach');
      expect(await health.textContent()).toContain('service');
      await page.locator('#pool-health a', { hasText: '+442079460003' }).first().click();
      const absent = page.locator('.absent', { hasText: 'never considered' }).last();
      await absent.waitFor();
      if (!javaScriptEnabled) {
        expect(await page.locator('#replay').textContent()).toContain('GB stalls in outreach');
        expect(await page.locator('#replay-player').isVisible()).toBe(false);
      }
      await page.context().close();
      expect(wrongs).toEqual([]);
    },
  );

  it('sorts a table by its heads, up and down, with the keyboard too', async () => {
    const page = await open();
    const table = page.locator('#pool-health table.sortable').first();
    const head = table.locator('thead th', { hasText: 'attempts' }).first();
    const place = await head.evaluate((cell) => (cell as HTMLTableCellElement).cellIndex);
    const values = () =>
      table
        .locator('tbody tr')
        .evaluateAll(
          (rows, at) =>
            rows.map((row) => Number((row as HTMLTableRowElement).cells[at]?.dataset.v ?? -1)),
          place,
        );
    const before = await values();
    await head.getByRole('button').click();
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    expect(await values()).toEqual(before.toSorted((a, b) => a - b));
    await head.getByRole('button').press('Enter');
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    expect(await values()).toEqual(before.toSorted((a, b) => b - a));
    await page.context().close();
    expect(wrongs).toEqual([]);
  });

  it('replays to the first stall; the address brings back the moment', async () => {
    const page = await open();
    const player = page.locator('#replay-player');
    const now = player.locator('.now');
    await player.getByRole('button', { name: 'Next stall' }).click();
    expect(await now.textContent()).toMatch(/Stalled: (GB|US)/);
    expect(await player.getByRole('status').textContent()).toMatch(/stalls in (outreach|service)/);
    expect(await player.locator('.board li.bad').count()).toBeGreaterThan(0);
    expect(page.url()).toMatch(/#replay&run=first-stall&at=\d+/);
    const again = await open(page.url().slice(url.length));
    expect(await again.locator('#replay-player .now').textContent()).toBe(await now.textContent());
    expect(await again.locator('#replay-player').boundingBox()).not.toBeNull();
    await again.context().close();
    await page.context().close();
    expect(wrongs).toEqual([]);
  });

  it('plays, pauses and jumps by keyboard, at another speed, in another campaign', async () => {
    const page = await open();
    const player = page.locator('#replay-player');
    const slider = player.getByRole('slider');
    const at = async () => Number(await slider.inputValue());
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    expect(await at()).toBe(1);
    expect(await slider.getAttribute('aria-valuetext')).toContain('Mon 2 Mar 09:15');
    await page.keyboard.press('f');
    const flagged = await at();
    expect(flagged).toBeGreaterThan(1);
    await player.locator('select.speed').selectOption({ label: '12 h a second' });
    await slider.focus();
    await page.keyboard.press('Space');
    await expect.poll(at, { timeout: 5_000 }).toBeGreaterThan(flagged + 4);
    await page.keyboard.press('Space');
    expect(await player.locator('.play').textContent()).toBe('Play');
    const paused = await at();
    expect(await page.evaluate(() => location.hash)).toContain(`at=${paused * 15}`);
    await player.getByLabel('campaign').selectOption({ label: 'service' });
    expect(await player.locator('.board li').count()).toBe(5);
    expect(await at()).toBe(paused);
    await page.context().close();
    expect(wrongs).toEqual([]);
  });

  it('goes on in steps and lets nothing glide where motion is not wanted', async () => {
    const page = await open('#replay', { reducedMotion: 'reduce' });
    const player = page.locator('#replay-player');
    const glides = await player
      .locator('.board li')
      .first()
      .evaluate((item) => getComputedStyle(item, '::after').transitionDuration);
    expect(glides).toBe('0s');
    await player.locator('.play').click();
    const slider = player.getByRole('slider');
    await expect.poll(async () => Number(await slider.inputValue()), { timeout: 5_000 }).toBe(16);
    await page.context().close();
    expect(wrongs).toEqual([]);
  });

  it.each(['light', 'dark'] as const)(
    'has the contrast, labels and structure that axe asks for, best practices too, %s',
    async (colorScheme) => {
      const page = await open('', { colorScheme });
      await page.evaluate(() => {
        for (const each of [...document.querySelectorAll('details')].slice(0, 8)) each.open = true;
      });
      await page.locator('#replay-player .next-flag').click();
      await page.addScriptTag({ path: AXE });
      const violations = await page.evaluate(async () => {
        const { axe } = window as unknown as { axe: { run(options: unknown): Promise<AxeResult> } };
        const { violations: found } = await axe.run({
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        });
        return found.flatMap(({ id, nodes }) =>
          nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
        );
      });
      expect(violations).toEqual([]);
      await page.context().close();
    },
  );
});

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: string[]; readonly failureSummary: string }[];
  }[];
}
