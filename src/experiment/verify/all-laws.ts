import { answerLaws } from './answer-laws.ts';
import { callLaws } from './call-laws.ts';
import { kernelLaws } from './kernel-laws.ts';
import type { LawExperiment } from './law.ts';
import { pickLaws } from './pick-laws.ts';
import { playbookLaws } from './playbook-laws.ts';
import { scoreLaws } from './score-laws.ts';
import { stallLaws } from './stall-laws.ts';

/** Every experiment with its laws, from the kernel upwards. */
export function allLaws(): LawExperiment[] {
  return [
    ...kernelLaws(),
    ...callLaws(),
    ...answerLaws(),
    ...pickLaws(),
    ...scoreLaws(),
    ...stallLaws(),
    ...playbookLaws(),
  ];
}
