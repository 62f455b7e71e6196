import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv } from 'node:process';

// npm run proof:speed-up [-- --rounds 3] [--reps 4000] [--smoke]: how many times faster two threads are than one, on the
// quickstart, and that both write the same results. One and two threads take turns, so that other work on the
// machine meets both; the ratio is the median over the rounds. A run of a fifth of the replications is measured
// beside it, for what a short run gains. Writes docs/proofs/speed-up.md, with --smoke stdout alone; exit 1
// below 1.8. Wants two cores that nothing else uses: the load before it is told.

const smoke = argv.includes('--smoke');
const option = (name: string, usual: number) =>
  argv.includes(name) ? Number(argv[argv.indexOf(name) + 1]) : usual;
const rounds = option('--rounds', smoke ? 1 : 3);
/** More than a minute on one thread: what is short needs no second one. */
const replications = option('--reps', smoke ? 40 : 4_000);
const short = Math.ceil(replications / 5);
const LEAST = 1.8;

const load = loadavg()[0];
const folder = mkdtempSync(join(tmpdir(), 'poolsim-speed-up-'));

interface Timed {
  readonly wallMs: number;
  /** Every file but the timing, as one text. */
  readonly results: string;
}

function run(reps: number, workers: number, round: number): Timed {
  const out = join(folder, `${reps}-${workers}-${round}`);
  const line = `dist/cli/main.js run scenarios/quickstart.yaml --reps ${reps} --workers ${workers} --quiet --out`;
  const { status } = spawnSync(process.execPath, [...line.split(' '), out], { stdio: 'ignore' });
  // 3 and 5: a gate is breached or unsure, and everything is written.
  if (![0, 3, 5].includes(status ?? -1)) throw new Error(`poolsim run ended with ${status}`);
  const { wallMs } = JSON.parse(readFileSync(join(out, 'timing.json'), 'utf8'));
  const files = readdirSync(out, { withFileTypes: true }).filter((entry) => entry.isFile());
  const results = files
    .map(({ name }) => name)
    .filter((name) => name !== 'timing.json')
    .sort()
    .map((name) => readFileSync(join(out, name), 'latin1'))
    .join('');
  return { wallMs, results };
}

interface Measured {
  readonly median: number;
  readonly range: string;
  readonly oneThreadS: number;
  /** Rounds in which the two wrote other results. */
  readonly different: number;
}

function measure(reps: number): Measured {
  const ratios: number[] = [];
  const oneThreadMs: number[] = [];
  let different = 0;
  for (let round = 0; round < rounds; round++) {
    // Who begins alternates: the second may find a warmer machine.
    const order = round % 2 === 0 ? [1, 2] : [2, 1];
    const timed = new Map(order.map((workers) => [workers, run(reps, workers, round)]));
    const [one, two] = [timed.get(1)!, timed.get(2)!];
    if (one.results !== two.results) different++;
    ratios.push(one.wallMs / two.wallMs);
    oneThreadMs.push(one.wallMs);
    console.error(
      `${reps} replications, round ${round + 1}: ${one.wallMs} ms on one thread, ${two.wallMs} ms on two: ${(one.wallMs / two.wallMs).toFixed(2)}`,
    );
  }
  const sorted = ratios.sort((a, b) => a - b);
  return {
    median: sorted[rounds >> 1],
    range: `${sorted[0].toFixed(2)} and ${sorted.at(-1)!.toFixed(2)}`,
    oneThreadS: oneThreadMs.sort((a, b) => a - b)[rounds >> 1] / 1_000,
    different,
  };
}

const long = measure(replications);
const brief = measure(short);
rmSync(folder, { recursive: true });
const different = long.different + brief.different;

const text = `# Proof: two threads against one

Written by \`npm run proof:speed-up\` on ${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus()[0]?.model.trim()}, ${cpus().length} cores,
load average ${load.toFixed(2)} before it.

\`poolsim run scenarios/quickstart.yaml\` on one and on two threads in turns, ${rounds} rounds of each size, simulating
alone (\`timing.json\`):

| Replications | On one thread | Times faster on two, median | Lowest and highest round | Wanted |
| --- | --- | --- | --- | --- |
| ${replications} | ${long.oneThreadS.toFixed(1)} s | ${long.median.toFixed(2)} | ${long.range} | at least ${LEAST} |
| ${short} | ${brief.oneThreadS.toFixed(1)} s | ${brief.median.toFixed(2)} | ${brief.range} | |

Rounds in which any result file differed: ${different} (wanted: 0).

Each thread compiles the simulation for itself, for about a second in which it does little else, and with one thread the other core
takes a part of that: so short runs gain less.
`;
if (smoke) console.log(text);
else writeFileSync('docs/proofs/speed-up.md', text);
process.exit(different > 0 || (!smoke && long.median < LEAST) ? 1 : 0);
