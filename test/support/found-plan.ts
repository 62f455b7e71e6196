import type { StoredPlan, StoredPlanPool } from '../../src/report/stored/plan-document.ts';

function pool(us: number, gb: number, risk: number, verdict: string): StoredPlanPool {
  const figure = { target: 'stall.risk <= 5%', mean: risk, low: risk * 0.7, high: risk * 1.4 };
  return {
    numbers: { US: us, GB: gb },
    total: us + gb,
    price: us * 1.15 + gb * 4,
    verdict,
    cutOff: [],
    replications: 800,
    figures: [{ ...figure, decision: verdict }],
  };
}

/** What `plan --json` may print: four pools on the frontier, one of them the answer. */
export const FOUND_PLAN: StoredPlan = {
  schemaVersion: 1,
  poolsim: '0.0.0',
  scenario: 'fake-week',
  seed: '7',
  status: 'answered',
  sentence:
    'US 4, GB 3 keep stalls at or under 5 % with 95 % confidence; GB is the first to stall.',
  targets: ['stall.risk <= 5%'],
  groupedBy: 'country',
  confidence: 0.95,
  replications: 3_200,
  currency: 'USD',
  own: { numbers: { US: 6, GB: 2 }, price: 14.9 },
  answer: pool(4, 3, 0.03, 'answer'),
  open: [],
  frontier: [
    pool(3, 2, 0.31, 'breached'),
    pool(4, 2, 0.18, 'breached'),
    pool(3, 3, 0.06, 'refused'),
    pool(4, 3, 0.03, 'answer'),
    pool(6, 4, 0.01, 'held'),
  ],
  firstToStall: 'GB',
};
