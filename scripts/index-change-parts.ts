import { readFileSync, writeFileSync } from 'node:fs';
import seedrandom from 'seedrandom';
import { poolWorld } from '../src/bench/pool-world.ts';
import { REFERENCE, SETTINGS } from '../src/bench/reference-workload.ts';
import type { SelectorModule } from '../src/bench/subject.ts';
import type { Host } from '../src/cli/host-seam.ts';
import type { FigureComparison } from '../src/experiment/outcome-baseline-compare.ts';
import { multinomialFit } from '../src/stats/chi-square.ts';
import type { Interval } from '../src/stats/interval.ts';

/** Chi-square of picks against the oracle's chances, one country of one pool. */
export interface PickFit {
  readonly numbers: number;
  readonly country: number;
  readonly df: number;
  readonly pValue: number;
}

const POOL_SIZES = [10, 100, 1_000];
const LEAST_EXPECTED = 5;

/** Puts the selector of a commit into the checkout of this one, in source and built. */
export async function replaceSelector(host: Host, folder: string, commit: string): Promise<void> {
  const run = async (program: string, words: readonly string[]) => {
    const end = await host.runProgram(program, words, folder);
    if (end === null || end.code !== 0) throw new Error(`${program} ${words[0]}: ${end?.stderr}`);
  };
  const view = `${folder}/src/selector/pool-view.ts`;
  const present = readFileSync(view, 'utf8');
  await run('git', ['rm', '-r', '-q', '-f', 'src/selector']);
  await run('git', ['checkout', '-q', commit, '--', 'src/selector']);
  // The model of today asks the door for this; the file imports types alone.
  writeFileSync(view, present);
  const door = `${folder}/src/selector/index.ts`;
  const text = readFileSync(door, 'utf8');
  if (!text.includes('readOnlyView')) {
    writeFileSync(door, `${text}export { readOnlyView } from './pool-view.ts';\n`);
  }
  const compiler = host.files.resolve('node_modules/typescript/bin/tsc', null);
  await host.runProgram('node', [compiler, '-p', 'tsconfig.build.json'], folder);
}

/** Every country of pools of the reference workload: `picks` picks without a sticky number each. */
export function pickFits(module: SelectorModule, picks: number): PickFit[] {
  return POOL_SIZES.flatMap((numbers) => {
    const { selector, campaign } = poolWorld(module, REFERENCE, numbers);
    const rows = module.describePool(selector, campaign);
    const record = module.emptyPickRecord();
    const draw = seedrandom.alea(`index change ${numbers}`);
    const { preferCountryMatched } = REFERENCE;
    const fits: PickFit[] = [];
    for (let country = 1; country <= REFERENCE.countries; country++) {
      const request = { country, sticky: -1, preferCountryMatched };
      const { candidates } = module.consultOracle(rows, SETTINGS, request);
      if (candidates.length < 2) continue;
      const cellOf = new Map(candidates.map((each, cell) => [each.number, cell]));
      const counts = new Float64Array(candidates.length);
      for (let i = 0; i < picks; i++) {
        counts[cellOf.get(selector.pick(campaign, country, -1, draw(), record))!]++;
      }
      const fit = multinomialFit(
        counts,
        candidates.map(({ probability }) => probability),
      )!;
      if (fit.smallestExpected < LEAST_EXPECTED) throw new Error('too few picks for chi-square');
      fits.push({ numbers, country, df: fit.df, pValue: fit.pValue });
    }
    return fits;
  });
}

/** P(the least of so many p-values is at most this | all laws hold). */
export function chanceOfLeast(fits: readonly PickFit[]): number {
  const least = Math.min(...fits.map(({ pValue }) => pValue));
  return 1 - (1 - least) ** fits.length;
}

/** One row of the table, or null for a figure that nobody has data of, or that is equal throughout. */
export function figureRow(figure: FigureComparison): string | null {
  const { key, base, head, difference, identical, verdict } = figure;
  if (identical || base === null || head === null || difference === null) return null;
  return `| \`${key}\` | ${spread(base)} | ${spread(head)} | ${spread(difference)} | ${verdict} |`;
}

function spread({ estimate, low, high }: Interval): string {
  return `${short(estimate)} [${short(low)}, ${short(high)}]`;
}

function short(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const text = Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
  return text.replace('-', '−');
}
