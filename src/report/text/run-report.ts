import type { Experiment } from '../../experiment/experiment.ts';
import { type Answer, answerOf } from './answer.ts';
import { limitSection, reachSection } from './flow-sections.ts';
import { counted } from './format.ts';
import { gateSections } from './gate-section.ts';
import { poolSections } from './pool-section.ts';
import type { Section } from './section.ts';
import { skipSection } from './skip-section.ts';
import { stallSection } from './stall-section.ts';

/** The report of a run before it is laid out: text and Markdown show the same. */
export interface RunReport {
  readonly answer: Answer;
  /** Scenario, seed, replications, confidence: one line. */
  readonly subtitle: string;
  readonly sections: readonly Section[];
  readonly warnings: readonly { readonly text: string; readonly hint: string }[];
  /** Where the files are; empty when nothing was written. */
  readonly where: string;
}

/** @param where the run's folder as a user would type it, or '' */
export function runReport(experiment: Experiment, where: string): RunReport {
  const { loaded, replications, confidence } = experiment;
  const level = `${Math.round(confidence * 10000) / 100} % intervals`;
  const sections =
    replications === 0
      ? []
      : [
          ...poolSections(experiment),
          skipSection(experiment),
          stallSection(experiment),
          limitSection(experiment),
          reachSection(experiment),
          ...gateSections(experiment),
        ];
  return {
    answer: answerOf(experiment),
    subtitle: [
      loaded.scenario.name,
      `seed ${loaded.scenario.seed}`,
      counted(replications, 'replication'),
      level,
    ].join(', '),
    sections,
    warnings: experiment.warnings.map(({ text, hint }) => ({ text, hint })),
    where,
  };
}
