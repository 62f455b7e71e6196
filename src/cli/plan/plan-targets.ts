import { FIGURES } from '../../model/figures.ts';
import type { GateSpec } from '../../model/gate-spec.ts';
import { parseGate } from '../../scenario/gate.ts';
import type { LoadedScenario } from '../../scenario/loaded.ts';
import { audienceOf } from '../../scenario/resolve/audience.ts';
import { UsageError } from '../usage-error.ts';

/**
 * The targets of a plan: those of the command line, or where there are none the gates of the scenario. Targets
 * that are said twice are kept once.
 * @throws {UsageError} with what is wrong in a target, or between two of them, and what would be right
 */
export function planTargets(typed: readonly string[], loaded: LoadedScenario): readonly GateSpec[] {
  const { gates } = loaded;
  const named = typed.length > 0 ? '--target' : 'gate of the scenario';
  const all = typed.length > 0 ? typed.map((text) => target(text, loaded)) : gates;
  if (all.length === 0) {
    throw new UsageError(
      "plan needs a target to keep, such as --target 'stall.risk<=1%': the scenario has no gates",
    );
  }
  const targets = all.filter((each, i) => all.findIndex((other) => same(each, other)) === i);
  for (const each of targets) refuseBound(each, named);
  for (const [i, one] of targets.entries()) {
    for (const other of targets.slice(i + 1)) refuseContradiction(one, other, named);
  }
  return targets;
}

/**
 * A plan counts and clones numbers that are there.
 * @throws {UsageError} where no campaign has an active number
 */
export function refuseNoNumbers({ scenario }: LoadedScenario): void {
  const { numbers, campaigns } = scenario;
  if (campaigns.some(({ pool }) => pool.some((n) => numbers[n].status === 'active'))) return;
  throw new UsageError(
    'plan has nothing to count: no pool has an active number — give one an active number of each kind that may be added',
  );
}

function target(text: string, loaded: LoadedScenario): GateSpec {
  const { scenario } = loaded;
  const countries = new Set(
    scenario.campaigns.flatMap(({ contacts }) =>
      [...audienceOf(contacts).byCountry.keys()].map((index) => scenario.countries[index]),
    ),
  );
  const parsed = parseGate(text, {
    campaigns: scenario.campaigns.map(({ name }) => name),
    countries: [...countries].sort(),
  });
  if (!parsed.ok) throw new UsageError(`--target: ${parsed.message} — ${parsed.remedy}`);
  return parsed.value;
}

function sameFigure(a: GateSpec, b: GateSpec): boolean {
  return a.key === b.key && a.campaign === b.campaign && a.country === b.country;
}

function same(a: GateSpec, b: GateSpec): boolean {
  return sameFigure(a, b) && a.op === b.op && a.bound === b.bound;
}

function isUpper({ op }: GateSpec): boolean {
  return op.startsWith('<');
}

/** Bounds that no pool keeps, or that no number of replications shows to be kept. */
function refuseBound(each: GateSpec, named: string): void {
  const figure = FIGURES.find(({ key }) => key === each.key)!;
  if (figure.unit !== 'ratio' || !figure.bounded01) return;
  const { text, op, bound } = each;
  if ((op === '<' && bound <= 0) || (op === '>' && bound >= 1)) {
    throw new UsageError(`${named} ${text} — nothing is ${op === '<' ? 'under 0' : 'over 100'} %`);
  }
  const edge = isUpper(each) ? 0 : 1;
  if (figure.estimator === 'share_of_runs' && bound === edge) {
    const near = isUpper(each) ? `${each.key}<=0.1%` : `${each.key}>=99.9%`;
    throw new UsageError(
      `${named} ${text} — no number of replications proves a share of runs to be ${edge * 100} %; leave it some room, such as ${near}`,
    );
  }
}

function refuseContradiction(a: GateSpec, b: GateSpec, named: string): void {
  if (!sameFigure(a, b) || isUpper(a) === isUpper(b)) return;
  const [upper, lower] = isUpper(a) ? [a, b] : [b, a];
  if (lower.bound < upper.bound) return;
  throw new UsageError(`${named} ${a.text} and ${b.text} leave nothing between — drop one of them`);
}
