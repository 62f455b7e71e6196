import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import type { Variant } from '../src/bench/sample.ts';
import { shortCommit, stampNow } from '../src/cli/baseline/stamp.ts';
import { openCheckout, resolveRef } from '../src/cli/bench/against-checkout.ts';
import { nodeHost } from '../src/cli/host.ts';
import { replaceSelector } from './index-change-parts.ts';

// npm run proof:million -- [--rounds 5] [--contacts 1000000] REF selector:REF …: one replication of the reference
// month in a fresh process each, this commit and others in turns. `REF` is that commit as it was, `selector:REF` is
// this commit with that one's selector: what the selector alone gives. Writes docs/proofs/million.md; with
// --smoke, 10,000 contacts once, and nothing written. Wants a machine with nothing else to do: the load is told.

const words = process.argv.slice(2);
const smoke = words.includes('--smoke');
const option = (name: string, usual: number) =>
  words.includes(name) ? Number(words[words.indexOf(name) + 1]) : usual;
const rounds = smoke ? 1 : option('--rounds', 5);
const contacts = smoke ? 10_000 : option('--contacts', 1_000_000);
const refs = words.filter(
  (word, at) => !word.startsWith('--') && !/^--(rounds|contacts)$/.test(words[at - 1] ?? ''),
);

interface Timed {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly calls: number;
}

interface Entrant {
  readonly name: string;
  readonly folder: string;
  readonly timed: Timed[];
  readonly close: () => Promise<void>;
}

/** Runs in a process of its own; an old commit knows these two modules by the same names. */
const MAIN = `
const [folder, contacts] = process.argv.slice(1);
const { largeScenario } = await import(folder + '/dist/bench/large-scenario.js');
const { runReplication } = await import(folder + '/dist/model/run-replication.js');
const scenario = largeScenario(Number(contacts));
const cpu = process.cpuUsage();
const from = performance.now();
const { dials } = runReplication(scenario, { replication: 0 });
const wallMs = performance.now() - from;
const { user, system } = process.cpuUsage(cpu);
console.log(JSON.stringify({ wallMs, cpuMs: (user + system) / 1000, calls: dials }));
`;

const host = nodeHost();
const stamp = await stampNow(host);
const load = loadavg()[0];

async function commitOf(ref: string): Promise<string> {
  const commit = await resolveRef(host, ref);
  if (commit === null) throw new Error(`there is no commit ${ref}`);
  return commit;
}

async function entrant(word: string): Promise<Entrant> {
  const alone = word.startsWith('selector:');
  const commit = await commitOf(alone ? word.slice('selector:'.length) : word);
  const { variant, close } = await openCheckout(
    host,
    alone ? await commitOf('HEAD') : commit,
    null,
  );
  const { checkout: folder } = variant as Extract<Variant, { checkout: string }>;
  if (alone) await replaceSelector(host, folder, commit);
  const short = commit.slice(0, 7);
  return { name: alone ? `this one, selector of ${short}` : short, folder, timed: [], close };
}

function run({ name, folder }: Entrant): Timed {
  const inline = ['--input-type=module', '-e', MAIN, folder, String(contacts)];
  const { status, stdout, stderr } = spawnSync(process.execPath, inline, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name}: ${stderr}`);
  return JSON.parse(stdout) as Timed;
}

const entrants: Entrant[] = [];
try {
  for (const word of [...refs, 'HEAD']) entrants.push(await entrant(word));
  for (let round = 0; round < rounds; round++) {
    // Forwards and backwards: a slow minute troubles each of them once.
    for (const each of round % 2 === 0 ? entrants : [...entrants].reverse()) {
      const timed = run(each);
      each.timed.push(timed);
      console.error(`${each.name}: ${Math.round(timed.wallMs)} ms, ${Math.round(timed.cpuMs)} CPU`);
    }
  }
} finally {
  for (const { close } of entrants) await close();
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];
const seconds = (ms: number) => (ms / 1_000).toFixed(2);
const here = median(entrants.at(-1)!.timed.map(({ wallMs }) => wallMs));
const rows = entrants.map(({ name, timed }, at) => {
  const wall = timed.map(({ wallMs }) => wallMs);
  const cells = [
    at === entrants.length - 1 ? `**this one, ${name}**` : name,
    timed[0].calls.toLocaleString('en'),
    seconds(median(wall)),
    `${seconds(Math.min(...wall))}–${seconds(Math.max(...wall))}`,
    seconds(median(timed.map(({ cpuMs }) => cpuMs))),
    Math.round((1e6 * median(wall)) / timed[0].calls).toLocaleString('en'),
    (median(wall) / here).toFixed(2),
  ];
  return `| ${cells.join(' | ')} |`;
});
const text = `# One run of ${contacts.toLocaleString('en')} contacts, before and after

Measured ${stamp.at.slice(0, 10)} by \`npm run proof:million -- ${words.join(' ')}\`
at ${shortCommit(stamp.commit)}, Node ${host.nodeVersion}, load average ${load.toFixed(2)} before it. One replication of the reference month
(\`src/bench/large-scenario.ts\`: 500 numbers, eight countries, 30 days, every rule, the auditor on), in a fresh process each,
${rounds} of each commit in turns; medians. Calls differ where a change moved the luck of a seed.

| commit | calls | s | lowest–highest | CPU s | ns a call | times this one |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.join('\n')}
`;
console.log(text);
if (!smoke) writeFileSync(new URL('../docs/proofs/million.md', import.meta.url), text);
