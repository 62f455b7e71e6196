import { jsonSeed } from '../../experiment/json-seed.ts';
import type { RareRisk } from '../../experiment/splitting/rare-risk.ts';
import type { Scenario } from '../../model/spec.ts';

/** A gain below this is none: the levels are jumped over, or the risk is not rare. */
const NO_GAIN = 2;
/** Below as many roots of equal weight Student's interval of so skewed a sample is too narrow. Assumed. */
const FEW_ROOTS = 30;

export interface RareQuestion {
  readonly campaign: string;
  readonly country: string;
}

/** The estimate as one document. */
export function rareDocument(
  scenario: Scenario,
  { campaign, country }: RareQuestion,
  rare: RareRisk,
) {
  const {
    risk,
    roots,
    rootsStalled,
    effectiveRoots,
    events,
    plainEvents,
    plainReplications,
    gain,
  } = rare;
  return {
    schemaVersion: 1,
    scenario: scenario.name,
    seed: jsonSeed(scenario.seed),
    key: 'stall.risk',
    campaign,
    country,
    mean: risk.estimate,
    low: risk.low,
    high: risk.high,
    roots,
    rootsStalled,
    effectiveRoots,
    events,
    eventsPerPlainReplication: plainEvents,
    plainReplicationsForTheSameWork: plainReplications,
    gain,
    levels: rare.levels.map(({ eligible, started, passedShare, copies }) => ({
      eligible,
      started,
      passedShare: Number.isNaN(passedShare) ? null : passedShare,
      copies,
    })),
  };
}

export type RareDocument = ReturnType<typeof rareDocument>;

/** The document for people: the answer first, then how it was got. At most 80 columns. */
export function rareText(document: RareDocument): string {
  const { mean, low, high, roots, rootsStalled, gain, campaign, country } = document;
  const where = `${campaign === '*' ? '' : `campaign ${campaign}, `}${country === '*' ? 'all countries' : country}`;
  const lines: string[] = [];
  if (rootsStalled === 0) {
    lines.push(
      `${where}: no copy of ${roots} trajectories stalled; the risk is at most ${short(high)}`,
      'by what plain replications alone would show, and probably far below. Use more',
      '--roots.',
    );
  } else {
    lines.push(
      `${where}: stall risk ${short(mean)} (95 % interval ${short(low)}–${short(high)})`,
      `${roots} independent trajectories; of ${rootsStalled} a copy stalled.`,
    );
    if (document.effectiveRoots < FEW_ROOTS) {
      lines.push(
        `The estimate rests on about ${short(document.effectiveRoots)} of them: the interval is too narrow.`,
        'Use more --roots.',
      );
    }
  }
  lines.push('', 'level            under way   got there   copies then');
  for (const { eligible, started, passedShare, copies } of document.levels) {
    const name = eligible < 0 ? 'a stall' : `${eligible} eligible`;
    const share = passedShare === null ? '–' : `${(passedShare * 100).toFixed(1)} %`;
    const then = eligible < 0 ? '' : `${copies}`;
    lines.push(
      `${name.padEnd(14)} ${started.toString().padStart(11)} ${share.padStart(11)} ${then.padStart(13)}`.trimEnd(),
    );
  }
  lines.push('', ...gainLines(gain, document.plainReplicationsForTheSameWork));
  return `${lines.join('\n')}\n`;
}

function gainLines(gain: number | null, plain: number): string[] {
  const work = `The work was that of ${Math.round(plain)} plain replications, counted in events`;
  if (gain === null) return [`${work}.`];
  const lines = [`${work};`, `variance × work is ${short(gain)} times smaller than theirs.`];
  if (gain < NO_GAIN) {
    lines.push(
      'Splitting gains nothing here: the risk is not rare, or a common shock jumps',
      'over the levels. Use poolsim run.',
    );
  }
  return lines;
}

function short(value: number): string {
  if (value === 0) return '0';
  return value >= 0.001 && value < 1e6 ? `${Number(value.toPrecision(3))}` : value.toExponential(2);
}
