import type { Calibration } from '../../experiment/calibrate/calibration.ts';
import { counted, percent } from '../text/format.ts';

/** What no call log can tell, whatever its size; then what this one does not. */
export function limitsOf(calibration: Calibration): string[] {
  const { mix, times } = calibration;
  const limits = [
    'Spam scores and labels: none stands in a log. The rates are those of these numbers, labelled as they were; answer.labelMultiplier and the threshold stay built in.',
    'How scores move with use, complaints, rest and time (drift): an answer rate that falls has many causes.',
    'Who was not called, and why: skips, stalls and windows leave no row. Answering in hours and countries that nobody dialled is not known.',
    'Whether those who were never reached would answer one more attempt.',
  ];
  if (mix.counts.blocked === 0) {
    limits.push(
      'Blocks by carriers: no row says blocked. A provider that calls them failed hides them among the invalid numbers; answer.unanswered.blocked stays built in.',
    );
  }
  if (times.ringAnswered === null && times.ringTimeout === null) {
    limits.push('Ring times: the log has none. They stay built in.');
  }
  return limits;
}

/** What a reader should know of this log before trusting the figures. */
export function warningsOf(calibration: Calibration): { text: string; hint: string }[] {
  const { log, count, beganEarlier } = calibration.prepared;
  const warnings: { text: string; hint: string }[] = [];
  const unclear = log.answererUnknown;
  if (unclear > 0) {
    const all = unclear === log.answererTold + unclear;
    warnings.push({
      text: `${counted(unclear, 'completed call')}${all ? ', which is all of them,' : ''} do not say whether a person or a machine took them; they count as answered live`,
      hint: 'completed includes voicemail: export the column AnsweredBy of calls with machine detection',
    });
  }
  if (log.zonesGuessed > 0) {
    const share = percent(log.zonesGuessed / log.contacts.length);
    warnings.push({
      text: `the clocks of ${counted(log.zonesGuessed, 'contact')} (${share}) are their country’s main one, which has several`,
      hint: 'add a column timezone with IANA names',
    });
  }
  if (beganEarlier > 0) {
    warnings.push({
      text: `${counted(beganEarlier, 'contact')} had attempts before the log begins; who answered them is missing`,
      hint: 'export from the first attempt of a campaign on',
    });
  }
  if (!log.hasAttempts && count > log.contacts.length) {
    warnings.push({
      text: 'no column tells the attempt: it is counted since the contact was last answered, within this log',
      hint: 'export from the first attempt of a campaign on',
    });
  }
  const { canceled, lost, refused } = calibration.mix.counts;
  if (canceled + lost + refused > 0) {
    warnings.push({
      text: `${counted(canceled + lost + refused, 'call')} were canceled, refused or lost: no estimate rests on them`,
      hint: '',
    });
  }
  return warnings;
}
