import { figureIndex, NUMBER_METRICS } from '../model/figures.ts';
import type { ReplicationResult } from '../model/result.ts';
import type { Scenario } from '../model/spec.ts';
import type { BenchCase, PreparedCase } from './bench-case.ts';
import { largeScenario } from './large-scenario.ts';
import { sized } from './sized.ts';
import type { Subject } from './subject.ts';

/** Of the pool's number-time, at most this share may be flagged, or the workload is not the one meant. */
const MOST_FLAGGED = 0.3;
/** Calls per contact that the workload must place at the least. */
const LEAST_DIALS_PER_CONTACT = 2;

/** Whole replications of a month with 500 numbers, with the auditor on, at three sizes. */
export function modelCases(): BenchCase[] {
  return [
    modelCase(10_000, { leastRuns: 4, mostSamples: 5 }),
    modelCase(100_000, { leastRuns: 1, mostSamples: 5, slow: true }),
    modelCase(1_000_000, { leastRuns: 1, mostSamples: 1, slow: true }),
  ];
}

/** One replication of the reference month, the same one each time. */
export function modelCase(
  contacts: number,
  extent: Pick<BenchCase, 'leastRuns' | 'mostSamples' | 'slow'>,
): BenchCase {
  return {
    name: `${sized('model,', contacts)} contacts`,
    group: 'model',
    unit: 'call',
    size: contacts,
    family: 'model',
    takesModule: true,
    ...extent,
    prepare: (subject) => prepareModel(subject, largeScenario(contacts), contacts),
  };
}

type ReplicationModule = Awaited<ReturnType<Subject['replication']>>;

async function prepareModel(
  subject: Subject,
  scenario: Scenario,
  contacts: number,
): Promise<PreparedCase> {
  const module = await subject.replication();
  let first: ReplicationResult | null = null;
  let differs = false;
  return {
    run() {
      const selector = subject.custom?.() ?? null;
      const result = module.runReplication(scenario, { replication: 0, selector });
      first ??= result;
      if (result.fingerprint !== first.fingerprint) differs = true;
      return result.dials;
    },
    check() {
      if (first === null) return 'nothing was run';
      if (differs) return 'two runs of one replication differ';
      return faultOf(module, scenario, first, contacts);
    },
    answer: () => ({ hash: first?.fingerprint ?? null, work: null }),
  };
}

/** Is it the workload that was meant, and do its books agree? */
function faultOf(
  module: ReplicationModule,
  scenario: Scenario,
  result: ReplicationResult,
  contacts: number,
): string | null {
  if (result.dials < LEAST_DIALS_PER_CONTACT * contacts) {
    return `${result.dials} calls are fewer than ${LEAST_DIALS_PER_CONTACT} per contact`;
  }
  const width = NUMBER_METRICS.length;
  const flaggedAt = NUMBER_METRICS.indexOf('observed_flagged_ms');
  let flaggedMs = 0;
  let dials = 0;
  for (let n = 0; n < scenario.numbers.length; n++) {
    flaggedMs += result.numbers[n * width + flaggedAt];
    dials += result.numbers[n * width];
  }
  const flagged = flaggedMs / (scenario.numbers.length * scenario.durationMs);
  if (flagged > MOST_FLAGGED) return `${(flagged * 100).toFixed(0)} % of the pool is flagged`;
  if (dials !== result.dials) return `numbers placed ${dials} calls, the world ${result.dials}`;
  const scopes = module.resultLayout(scenario).scopes.length;
  const placed = result.cells[figureIndex('dials') * scopes * 2];
  return placed === dials ? null : `the books hold ${placed} calls, numbers ${dials}`;
}
