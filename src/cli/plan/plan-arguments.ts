import { GROUPINGS, type Grouping } from '../../experiment/plan/groups.ts';
import type { LoadOptions } from '../../scenario/loaded.ts';
import { parseShare } from '../../scenario/quantities.ts';
import { scenarioArguments } from '../commands/scenario-options.ts';
import { workersOf } from '../commands/workers-option.ts';
import type { RawArgs } from '../raw-args.ts';
import { refuseIdleForce } from '../refuse-overwriting.ts';
import { UsageError } from '../usage-error.ts';

const FORMATS = ['text', 'json', 'csv', 'md'] as const;
const MOST_NUMBERS = 100_000;
/**
 * A pool at 60 % of its bound is told from one that misses it at a few thousand replications; to tell one at
 * 75 % as surely takes four times as many.
 */
export const DEFAULT_ZONE = 0.4;

/** The options of `poolsim plan`, read. */
export interface PlanArguments {
  readonly scenario: string;
  readonly load: Omit<LoadOptions, 'environment'>;
  /** As typed; none: the gates of the scenario. */
  readonly targets: readonly string[];
  readonly by: Grouping;
  readonly confidence: number;
  /** Null: from the targets. */
  readonly budget: number | null;
  readonly zone: number;
  readonly most: number | null;
  readonly guess: boolean;
  readonly write: string | null;
  readonly force: boolean;
  readonly workers: number | 'auto';
  readonly selector: string | null;
  readonly format: (typeof FORMATS)[number];
  readonly quiet: boolean;
  readonly color: boolean;
}

/** @throws {UsageError} */
export function planArguments(args: RawArgs): PlanArguments {
  const targets = args.texts('target');
  const most = args.count('most', 1);
  if (most !== null && most > MOST_NUMBERS) {
    throw new UsageError(`--most ${most} is more than ${MOST_NUMBERS}`);
  }
  const write = args.text('write');
  refuseIdleForce('--write', write, args.flag('force'));
  return {
    scenario: args.text('scenario') ?? '',
    load: { ...scenarioArguments(args), replications: null },
    targets,
    by: args.choice('group', GROUPINGS) ?? 'country',
    confidence: share(args, 'confidence', 0.5, 0.9999) ?? 0.95,
    budget: args.count('budget', 1),
    zone: share(args, 'indifference', 0, 0.9) ?? DEFAULT_ZONE,
    most,
    guess: !args.flag('no-guess'),
    write,
    force: args.flag('force'),
    workers: workersOf(args),
    selector: args.text('selector'),
    format: args.format(FORMATS),
    quiet: args.flag('quiet'),
    color: !args.flag('no-color'),
  };
}

function share(args: RawArgs, name: string, min: number, max: number): number | null {
  const text = args.text(name);
  if (text === null) return null;
  const parsed = parseShare(text, { min, max });
  if (!parsed.ok) throw new UsageError(`--${name}: ${parsed.message} — ${parsed.remedy}`);
  return parsed.value;
}
