import type { Problem } from '../../scenario/problem.ts';
import type { StoredRun } from './stored-run.ts';

/** What is wrong between the files of a run though each is sound: a file of another run, rows that are gone. */
export function checkTogether(run: StoredRun, folder: string): Problem[] {
  const problems: Problem[] = [];
  const wrong = (file: string, message: string) => {
    const remedy = 'the files are not of one run; run it again';
    problems.push({ file: `${folder}${file}`, line: 0, column: 0, path: '', message, remedy });
  };
  const { manifest, summary } = run;
  if (summary.resultHash !== manifest.resultHash) {
    wrong('summary.json', `its resultHash is not that of manifest.json`);
  }
  if (summary.replications !== manifest.replications) {
    const { replications } = summary;
    wrong(
      'summary.json',
      `it has ${replications} replications, manifest.json ${manifest.replications}`,
    );
  }
  const tables = {
    'timeline.csv': run.timeline,
    'skips.csv': run.skips,
    'number_pool_health.csv': run.pool,
    'campaign_health.csv': run.campaignHealth,
    'numbers.csv': run.numbers,
  };
  for (const [file, rows] of Object.entries(tables)) {
    const other = rows.find(({ replications }) => replications !== manifest.replications);
    if (other === undefined) continue;
    wrong(
      file,
      `it has ${other.replications} replications, manifest.json ${manifest.replications}`,
    );
  }
  checkRows(run, wrong);
  return problems;
}

function checkRows(run: StoredRun, wrong: (file: string, message: string) => void): void {
  const numbers = new Set(run.numbers.map(({ number }) => number));
  const pool = new Set(run.pool.map(rowName));
  const lost = run.pool.find(({ number }) => !numbers.has(number));
  if (lost !== undefined) wrong('numbers.csv', `the number ${lost.number} of a pool is not in it`);
  const attached = new Set(run.campaignHealth.map(rowName));
  if (pool.size !== attached.size || [...pool].some((name) => !attached.has(name))) {
    wrong('campaign_health.csv', 'its rows are not those of number_pool_health.csv');
  }
  const scopes = new Set(run.skips.map(({ campaign, country }) => `${campaign}\n${country}`)).size;
  const hours = (run.timeline.at(-1)?.hour ?? -1) + 1;
  if (run.timeline.length !== hours * scopes) {
    wrong(
      'timeline.csv',
      `it has ${run.timeline.length} rows, not one for each of ${hours} hours and ${scopes} scopes of skips.csv`,
    );
  }
  for (const { meta } of run.exemplars) {
    if (meta.seed !== run.manifest.seed || meta.replication >= run.manifest.replications) {
      wrong(`exemplar/${meta.kind}.json`, 'it is the exemplar of another run');
    }
  }
}

function rowName(row: { readonly campaign: string; readonly number: string }): string {
  return `${row.campaign}\n${row.number}`;
}
