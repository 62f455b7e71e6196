import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeHost } from '../src/cli/host.ts';
import { openRun } from '../src/cli/report/open-run.ts';
import type { StoredRun } from '../src/report/stored/stored-run.ts';
import { CATALOGUE, CATALOGUE_SCENARIOS } from './catalogue/all-entries.ts';
import { Outcomes } from './catalogue/outcomes.ts';
import { cataloguePage, PAGE } from './catalogue/page.ts';

// npm run catalogue: runs every scenario with its own replications on all cores, writes
// scenarios/README.md from the results, and says how long it took. Exits with 1 where an answer does not
// point the way it should.

const MAIN = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const ROOT = fileURLToPath(new URL('..', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'poolsim-catalogue-'));
const host = nodeHost();
const runs = new Map<string, StoredRun>();
const startMs = performance.now();

async function runAll(): Promise<void> {
  for (const name of CATALOGUE_SCENARIOS) {
    const beganMs = performance.now();
    const out = join(folder, name);
    const words = [MAIN, 'run', `scenarios/${name}.yaml`, '--quiet', '--json', '--out', out];
    const { status, stderr } = spawnSync(process.execPath, words, { cwd: ROOT, maxBuffer: 1e9 });
    // 3 and 5 are gates that did not hold: an answer like any other.
    if (status !== 0 && status !== 3 && status !== 5) throw new Error(`${name}: ${stderr}`);
    runs.set(name, await openRun(host, out));
    console.log(`${name.padEnd(28)} ${((performance.now() - beganMs) / 1000).toFixed(1)} s`);
  }
}

try {
  await runAll();
  const outcomes = new Outcomes(runs);
  writeFileSync(PAGE, cataloguePage(outcomes));
  console.log(`in all ${((performance.now() - startMs) / 1000).toFixed(0)} s`);
  for (const { title, expects, holds } of CATALOGUE) {
    if (holds(outcomes)) continue;
    console.log(`${title}: not as expected, ${expects}`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}
