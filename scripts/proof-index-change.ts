import { mkdirSync, writeFileSync } from 'node:fs';
import type { Variant } from '../src/bench/sample.ts';
import type { SelectorModule } from '../src/bench/subject.ts';
import { loadTerms, runOutcome, type ScenarioTerms } from '../src/cli/baseline/outcome-run.ts';
import { shortCommit, stampNow } from '../src/cli/baseline/stamp.ts';
import { openCheckout, resolveRef } from '../src/cli/bench/against-checkout.ts';
import { nodeHost } from '../src/cli/host.ts';
import { Interruption } from '../src/cli/run/interruption.ts';
import type { Experiment } from '../src/experiment/experiment.ts';
import { outcomeBaselineOf } from '../src/experiment/outcome-baseline.ts';
import { compareOutcome } from '../src/experiment/outcome-baseline-compare.ts';
import {
  chanceOfLeast,
  figureRow,
  type PickFit,
  pickFits,
  replaceSelector,
} from './index-change-parts.ts';

// npm run proof:index-change -- REF REF …: selectors of these commits, oldest first, each driven by the model of
// the commit that is checked out. Picks of a seed may differ between them; chances and outcomes may not.
// Writes docs/proofs/index-change.md and exits with 1 when a difference is found. --smoke is a short look
// that writes nothing.

const words = process.argv.slice(2);
const smoke = words.includes('--smoke');
const refs = words.filter((word) => !word.startsWith('--'));
if (refs.length < 2) throw new Error('name two commits or more: npm run proof:index-change -- A B');
const PICKS = smoke ? 50_000 : 1_000_000;
const REPLICATIONS = smoke ? 4 : 100;
const usual = { columnMap: [], skipBadRows: false, seed: null, replications: REPLICATIONS };
const scenario = (name: string, set: readonly string[]) => {
  return { name, terms: { file: 'scenarios/quickstart.yaml', set, ...usual } as ScenarioTerms };
};
const SCENARIOS = [
  scenario('quickstart', []),
  scenario('quickstart, ten calls at once, no country preferred', [
    'campaigns[0].concurrency=10',
    'campaigns[0].preferCountryMatched=false',
  ]),
];

interface Version {
  readonly commit: string;
  readonly fits: readonly PickFit[];
  readonly experiments: readonly Experiment[];
}

const host = nodeHost();
const interruption = new Interruption(host);
const run = { workers: 1, quiet: true, interruption };
const stamp = await stampNow(host);

async function versionOf(ref: string): Promise<Version> {
  const commit = await resolveRef(host, ref);
  const here = await resolveRef(host, 'HEAD');
  if (commit === null || here === null) throw new Error(`there is no commit ${ref}`);
  const checkout = await openCheckout(host, here, null);
  try {
    const { checkout: folder } = checkout.variant as Extract<Variant, { checkout: string }>;
    await replaceSelector(host, folder, commit);
    const module = await import(`${folder}/dist/selector/index.js`);
    const fits = pickFits(module as unknown as SelectorModule, PICKS);
    console.error(`${ref}: picks counted`);
    const experiments: Experiment[] = [];
    for (const { name, terms } of SCENARIOS) {
      const loaded = await loadTerms(host, terms);
      experiments.push(await runOutcome(host, loaded, checkout.variant, run));
      console.error(`${ref}: ${name} simulated`);
    }
    return { commit, fits, experiments };
  } finally {
    await checkout.close();
  }
}

const versions: Version[] = [];
for (const ref of refs) versions.push(await versionOf(ref));

let holds = true;
const lines: string[] = [
  '# Selectors of several commits, one model',
  '',
  `Measured ${stamp.at.slice(0, 10)} by \`npm run proof:index-change -- ${refs.join(' ')}\``,
  `at ${shortCommit(stamp.commit)}, Node ${host.nodeVersion}. A change of the index may change which number a draw`,
  'falls on. It may change no chance, and so no outcome beyond luck.',
  '',
  '## Chances',
  '',
  `Picks of every country of the reference workload ([BENCHMARKS](../BENCHMARKS.md)) at 10, 100 and 1,000 numbers,`,
  `${PICKS.toLocaleString('en')} each, against the chances that the oracle tells: Pearson's chi-square.`,
  '',
  '| selector of | tests | least p | chance of one so small |',
  '| --- | --- | --- | --- |',
];
for (const { commit, fits } of versions) {
  const least = Math.min(...fits.map(({ pValue }) => pValue));
  const chance = chanceOfLeast(fits);
  if (chance < 0.001) holds = false;
  const cells = [commit.slice(0, 7), fits.length, least.toPrecision(2), chance.toPrecision(2)];
  lines.push(`| ${cells.join(' | ')} |`);
}
for (let i = 1; i < versions.length; i++) {
  const [before, after] = [versions[i - 1]!, versions[i]!];
  const pair = `${before.commit.slice(0, 7)} → ${after.commit.slice(0, 7)}`;
  SCENARIOS.forEach(({ name }, at) => {
    const [a, b] = [before.experiments[at]!, after.experiments[at]!];
    const comparison = compareOutcome(outcomeBaselineOf(a), b);
    const away = comparison.figures.filter(
      ({ difference }) => difference !== null && (difference.low > 0 || difference.high < 0),
    );
    if (away.length > 0) holds = false;
    const level = (100 * comparison.level).toFixed(2);
    lines.push('', `## ${pair}: ${name}`, '');
    if (comparison.identical) {
      lines.push(`${REPLICATIONS} replications: equal to the last bit.`);
      return;
    }
    lines.push(
      `${REPLICATIONS} replications with the same luck but for the picks. Each side with an interval of its own, at 95 %;`,
      `differences pair by pair, at ${level} % each, so that with 95 % all hold at once. Differences whose interval`,
      `does not hold 0: ${away.length} of ${comparison.figures.length}. Figures that are equal in every replication are left out.`,
      '',
      '| figure | before | after | difference | within 5 % |',
      '| --- | --- | --- | --- | --- |',
      ...comparison.figures
        .filter(({ country }) => country === '*')
        .map(figureRow)
        .filter((row) => row !== null),
    );
  });
}
const text = `${lines.join('\n')}\n`;
console.log(text);
if (!smoke) {
  mkdirSync(new URL('../docs/proofs/', import.meta.url), { recursive: true });
  writeFileSync(new URL('../docs/proofs/index-change.md', import.meta.url), text);
}
interruption.unlisten();
process.exit(holds ? 0 : 1);
