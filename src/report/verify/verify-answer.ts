import type { Verification } from '../../experiment/verify/verify.ts';
import { counted, joined } from '../text/format.ts';
import type { Tone } from '../text/palette.ts';

/** The answer in a sentence, and what it rests on in another. */
export interface VerifyAnswer {
  readonly sentence: string;
  readonly tone: Tone;
  readonly basis: string;
}

export function verifyAnswer(verification: Verification): VerifyAnswer {
  const { results, judged, familyError, seed, replications, partial } = verification;
  const off = results.filter((row) => row.verdict === 'differs');
  const exact = results.length - judged;
  const error = `${familyError * 100} %`;
  const basis = [
    `Seed ${seed}, ${counted(replications, 'replication')} of each experiment.`,
    `A right simulator fails at most one run in ${Math.round(1 / familyError)}:`,
    `${counted(judged, 'law')} share an error of ${error} (Holm)${exact > 0 ? `, ${exact} must hold exactly` : ''}.`,
    'Intervals are 95 % each, so about one in twenty misses its law.',
  ].join(' ');
  if (partial) {
    return {
      sentence: `Interrupted: ${counted(results.length, 'law')} held to the simulator, no verdict.`,
      tone: 'warn',
      basis,
    };
  }
  if (off.length === 0) {
    const all = results.length === 1 ? 'The law holds' : `All ${results.length} laws hold`;
    return { sentence: `${all}.`, tone: 'good', basis };
  }
  const names = joined(off.map((row) => row.law.id));
  const verb = off.length === 1 ? 'does' : 'do';
  const sentence = `${off.length} of ${counted(results.length, 'law')} ${verb} not hold: ${names}.`;
  return { sentence, tone: 'bad', basis };
}
