import type { ModelWork } from '../../bench/baseline/model-work.ts';
import { DEFAULT_HORIZON } from '../../bench/baseline/speed-verdict.ts';
import type { Variant } from '../../bench/sample.ts';
import { DEFAULT_MARGIN } from '../../experiment/outcome-baseline-compare.ts';
import { PLAIN } from '../../report/text/palette.ts';
import { type GateResults, judgeGates } from '../bench/against-gates.ts';
import { renderGates } from '../bench/against-render.ts';
import { gateReport } from '../bench/against-report.ts';
import { EXIT } from '../exit-codes.ts';
import type { Command } from '../host-seam.ts';
import { chosenSelector } from '../run/chosen-selector.ts';
import { UsageError } from '../usage-error.ts';
import { type Acceptance, type Baseline, type Gate, gatesOf, type Stamp } from './document.ts';
import { failureOf } from './failures.ts';
import { GateInterruption } from './gate-interruption.ts';
import { stampNow } from './stamp.ts';
import { loadBaseline, storeBaseline } from './store.ts';

export interface AcceptArguments {
  readonly name: string;
  readonly folder: string;
  readonly reason: string;
  /** Parts to renew; null for all that the baseline holds. */
  readonly gates: readonly Gate[] | null;
  readonly workers: number | 'auto';
  readonly quiet: boolean;
}

/** A baseline of speed takes what it needs: an accepted figure had better be a sure one. */
const SPEED_BUDGET_MS = 30 * 60_000;

/**
 * Takes everything that a baseline holds anew, shows what became of it, and writes it with the reason.
 * Parts that are the same to the last bit stay as they are.
 */
export const acceptBaseline: Command<AcceptArguments> = async (host, args) => {
  const { name, folder, reason } = args;
  const before = await loadBaseline(host, folder, name);
  const gates = renewed(before, args.gates);
  const { path } = await chosenSelector(host, before.selector, `baseline ${name}: its module`);
  const head: Variant = path === null ? 'here' : { module: path };
  const interruption = new GateInterruption(host);
  try {
    const terms = {
      gates,
      scenarios: [],
      margin: DEFAULT_MARGIN,
      horizon: DEFAULT_HORIZON,
      filter: null,
      timeMs: before.speed?.timeMs ?? 0,
      budgetMs: SPEED_BUDGET_MS,
      workers: args.workers,
      quiet: args.quiet,
    };
    const base = {
      kind: 'stored',
      label: `baseline ${name}`,
      baseline: before,
      close: async () => {},
    } as const;
    const results = await judgeGates(host, base, head, terms, interruption);
    const report = gateReport(base.label, 'here', results);
    host.stdout.write(renderGates(report, 'text', PLAIN, results));
    const taken = await stampNow(host);
    const after = renew(before, results, taken);
    const changed = gatesOf(before).filter((gate) => after[gate] !== before[gate]);
    if (changed.length === 0) {
      host.stdout.write('\nNothing to accept: it is the same to the last bit.\n');
      return EXIT.done;
    }
    const acceptance: Acceptance = { at: taken.at, commit: taken.commit, gates: changed, reason };
    const accepted = [...before.accepted, acceptance];
    const stored = await storeBaseline(host, folder, { ...after, accepted });
    host.stdout.write(`\n${stored}: ${changed.join(', ')} accepted — ${reason}\n`);
    return EXIT.done;
  } catch (error) {
    return failureOf(host, error, interruption.signal, 'nothing was accepted');
  } finally {
    interruption.unlisten();
  }
};

/** @throws {UsageError} for a part that the baseline does not hold */
function renewed(baseline: Baseline, asked: readonly Gate[] | null): readonly Gate[] {
  const held = gatesOf(baseline);
  const missing = asked?.find((gate) => !held.includes(gate));
  if (missing === undefined) return asked ?? held;
  throw new UsageError(
    `baseline ${baseline.name} holds no ${missing}; it holds ${held.join(', ')}`,
  );
}

function renew(before: Baseline, { outcome, work, speed }: GateResults, taken: Stamp): Baseline {
  const isSameOutcome = outcome === null || outcome.every(({ comparison }) => comparison.identical);
  const isSameWork =
    work === null ||
    (work.comparison.verdict === 'same' &&
      work.comparison.sameAnswers &&
      isSameModel(before.work?.counts.model ?? null, work.counts.model));
  return {
    ...before,
    outcome: isSameOutcome ? before.outcome : { taken, scenarios: outcome.map(({ held }) => held) },
    work: isSameWork ? before.work : { taken, counts: work.counts },
    speed: speed === null ? before.speed : { taken, timeMs: speed.timeMs, cases: speed.cases },
  };
}

function isSameModel(before: ModelWork | null, after: ModelWork | null): boolean {
  return before?.steps === after?.steps && before?.fingerprint === after?.fingerprint;
}
