import { pathToFileURL } from 'node:url';
import { startChromium } from '../../test/support/browser.ts';

/** How a page feels in a browser. */
export interface Felt {
  /** From the call to the parsed document with its scripts run. */
  readonly parsedMs: number;
  readonly sortMs: number;
  readonly openMs: number;
  /** Lines on the board of the moving picture, and the time of one step of it with its layout. */
  readonly lines: number;
  readonly tickMs: { readonly median: number; readonly p95: number };
}

/** Visits of a page; of each time the best of them is taken, as others may use the machine. */
const VISITS = 3;

/** Opens a page of a run from the disk and times what a reader does with it. */
export async function openedInBrowser(chromium: string, file: string): Promise<Felt> {
  const visits: Felt[] = [];
  for (let visit = 0; visit < VISITS; visit++) visits.push(await visited(chromium, file));
  const best = (of: (felt: Felt) => number) => Math.min(...visits.map(of));
  return {
    parsedMs: best((felt) => felt.parsedMs),
    sortMs: best((felt) => felt.sortMs),
    openMs: best((felt) => felt.openMs),
    lines: visits[0]!.lines,
    tickMs: { median: best((felt) => felt.tickMs.median), p95: best((felt) => felt.tickMs.p95) },
  };
}

async function visited(chromium: string, file: string): Promise<Felt> {
  const browser = await startChromium(chromium);
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(pathToFileURL(file).href);
    // As text: the bundler that runs this script would add helpers that the page does not have.
    return (await page.evaluate(`(() => {
      const timed = (action) => {
        const startMs = performance.now();
        action();
        document.body.getBoundingClientRect();
        return performance.now() - startMs;
      };
      const [navigation] = performance.getEntriesByType('navigation');
      const head = document.querySelector('#pool-health table.sortable thead th:nth-child(5) button');
      const sortMs = timed(() => head.click());
      const detail = document.querySelector('details.number');
      const openMs = timed(() => { detail.open = true; });
      const slider = document.querySelector('#replay-player input[type=range]');
      const ticks = [];
      for (let bin = 0; bin < 200; bin++) {
        ticks.push(timed(() => {
          slider.value = String(bin);
          slider.dispatchEvent(new Event('input'));
        }));
      }
      ticks.sort((a, b) => a - b);
      return {
        parsedMs: navigation.domContentLoadedEventEnd,
        sortMs,
        openMs,
        lines: document.querySelectorAll('#replay-player .board li').length,
        tickMs: { median: ticks[100], p95: ticks[190] },
      };
    })()`)) as Felt;
  } finally {
    await browser.close();
  }
}
