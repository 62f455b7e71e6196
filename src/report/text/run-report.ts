import type { StoredRun } from '../stored/stored-run.ts';
import { actionSections } from './action-section.ts';
import { type Answer, answerOf } from './answer.ts';
import { endSections } from './end-sections.ts';
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
export function runReport(run: StoredRun, where: string): RunReport {
  const { scenario, seed, replications, confidence } = run.manifest;
  const level = `${Math.round(confidence * 10000) / 100} % intervals`;
  const sections =
    replications === 0
      ? []
      : [
          ...poolSections(run),
          skipSection(run),
          stallSection(run),
          limitSection(run),
          reachSection(run),
          ...endSections(run),
          ...actionSections(run),
          ...gateSections(run),
        ];
  return {
    answer: answerOf(run),
    subtitle: [scenario, `seed ${seed}`, counted(replications, 'replication'), level].join(', '),
    sections,
    warnings: run.summary.warnings.map(({ text, hint }) => ({ text, hint })),
    where,
  };
}
