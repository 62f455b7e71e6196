import type { PlaybookSpec } from '../playbook-spec.ts';

/**
 * The steps of the playbook with what each does, in the order in which a review takes them. Each can be
 * left out on its own; `poolsim playbook` takes each out in turn.
 */
export const PLAYBOOK_STEPS = {
  preflight: 'before the start, warns of or buys what is missing to eligibleMin',
  spot_status: 'spots rows whose pool status is flagged or degraded',
  spot_silent: 'spots rows without traffic while others of the pool dial',
  spot_answer_rate: 'spots rows whose answer rate has fallen against their pool',
  pause: 'rests what was spotted as flagged until score and time allow',
  rest_limit: 'lets no more than a share of a pool rest at once',
  narrow: 'caps the calls per day of what was spotted and is not flagged',
  country_rules: 'lets a suitable number dial a country that no number may dial',
  keep_eligible: 'attaches spares or buys where fewer than eligibleMin are eligible',
  replace: 'puts a spare or a bought number in the place of a retired one',
  detach: 'takes a retired number out of its pools',
  deactivate: 'deactivates a retired number once that is signed off',
  release: 'releases a retired platform-managed number once signed off and held',
} as const;
export type PlaybookStep = keyof typeof PLAYBOOK_STEPS;

/** The names of all steps, in their order. */
export const STEP_NAMES = Object.keys(PLAYBOOK_STEPS) as readonly PlaybookStep[];

/** The same playbook with one step left out. */
export function withoutStep(playbook: PlaybookSpec, step: PlaybookStep): PlaybookSpec {
  return { ...playbook, without: [...new Set([...playbook.without, step])] };
}

/** Is the step taken? */
export function takes(playbook: PlaybookSpec, step: PlaybookStep): boolean {
  return !playbook.without.includes(step);
}
