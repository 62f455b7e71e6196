import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { shortCommit, stampNow } from '../src/cli/baseline/stamp.ts';
import { nodeHost } from '../src/cli/host.ts';
import {
  judgeProof,
  type ProofRun,
  type ProofTerms,
  proofText,
  proveVerdicts,
  slowedSelector,
} from './proof-verdict-runs.ts';

// npm run proof:verdict: how often the speed gate is right. Half an hour on a quiet machine. Every finished
// comparison is kept in reports/, so that after Ctrl-C the same command goes on; --fresh begins anew.
// --smoke makes two short comparisons of each kind, prints, and writes no document.

const words = process.argv.slice(2);
const smoke = words.includes('--smoke');
const TERMS: ProofTerms = smoke
  ? { runs: 2, case: 'reference pick 1,000', timeMs: 20, budgetMs: 30_000, horizon: 0.1 }
  : { runs: 40, case: 'reference pick 1,000', timeMs: 100, budgetMs: 120_000, horizon: 0.1 };

const root = new URL('../', import.meta.url);
const host = nodeHost();
const stamp = await stampNow(host);
// Comparisons of another build, machine or size are other comparisons.
const selector = readFileSync(new URL('dist/selector/pool-index.js', root), 'utf8');
const name = host.sha256(JSON.stringify([TERMS, host.machine, host.nodeVersion, selector]));
const kept = new URL(`reports/proof-verdict-${name.slice(0, 12)}.ndjson`, root);
if (words.includes('--fresh')) rmSync(kept, { force: true });
const known = existsSync(kept)
  ? readFileSync(kept, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as ProofRun)
  : [];
if (known.length > 0) console.error(`going on after ${known.length} comparisons`);

const slowed = await host.files.makeTemporaryFolder(new URL('reports/slowed', root).pathname);
mkdirSync(`${slowed}/dist/selector`, { recursive: true });
writeFileSync(`${slowed}/package.json`, '{ "type": "module" }\n');
const real = new URL('dist/selector/index.js', root).href;
writeFileSync(`${slowed}/dist/selector/index.js`, slowedSelector(real));

const abort = new AbortController();
host.onInterrupt(() => abort.abort());
const onRun = (run: ProofRun) => {
  appendFileSync(kept, `${JSON.stringify(run)}\n`);
  const { kind, verdict, ratio, pairs } = run;
  console.error(`${kind} ${run.run + 1}: ${verdict}, × ${ratio.toFixed(3)} after ${pairs} pairs`);
};
let runs: readonly ProofRun[] = known;
try {
  runs = await proveVerdicts(host, { checkout: slowed }, TERMS, known, onRun, abort.signal);
} catch (error) {
  if (!abort.signal.aborted) throw error;
} finally {
  await host.files.removeFolder(slowed);
}
if (abort.signal.aborted) {
  console.error('interrupted; the same command goes on from here');
  process.exit(130);
}

const { machine, nodeVersion: node } = host;
const facts = { date: stamp.at.slice(0, 10), machine, node, commit: shortCommit(stamp.commit) };
const text = proofText(runs, TERMS, facts);
console.log(text);
if (!smoke) {
  mkdirSync(new URL('docs/proofs/', root), { recursive: true });
  writeFileSync(new URL('docs/proofs/verdict.md', root), text);
}
process.exit(judgeProof(runs).every(({ holds }) => holds) ? 0 : 1);
