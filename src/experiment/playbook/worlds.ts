import { type PlaybookStep, STEP_NAMES, takes, withoutStep } from '../../model/operator/steps.ts';
import type { PlaybookSpec } from '../../model/playbook-spec.ts';
import type { Scenario } from '../../model/spec.ts';

/** A world that is held against the one with the whole playbook. */
export interface LesserWorld {
  /** The step that it leaves out; null = it has no playbook at all. */
  readonly without: PlaybookStep | null;
  readonly scenario: Scenario;
}

/**
 * The scenario without its playbook, then without each step that it takes, one at a time. Numbers, rows and
 * luck are the same in all: only what the operator does differs.
 */
export function lesserWorlds(scenario: Scenario, playbook: PlaybookSpec): LesserWorld[] {
  const none: LesserWorld = { without: null, scenario: { ...scenario, playbook: null } };
  const steps = STEP_NAMES.filter((step) => takes(playbook, step)).map((step) => ({
    without: step,
    scenario: { ...scenario, playbook: withoutStep(playbook, step) },
  }));
  return [none, ...steps];
}
