import { LawBreach } from '../../model/breach.ts';
import { typedCommand } from '../command-line-text.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Host } from '../host-seam.ts';
import { Interrupted } from '../interrupted.ts';
import { WrongAnswer } from './sampler.ts';

/**
 * Says on stderr why a baseline could not be taken or held to, where it is known; throws on what is not.
 *
 * @param left what became of files, in a few words
 */
export function failureOf(host: Host, error: unknown, signal: AbortSignal, left: string): ExitCode {
  const line = (text: string) => host.stderr.write(`${text}\n`);
  if (error instanceof Interrupted || (signal.aborted && !(error instanceof LawBreach))) {
    line(`poolsim: interrupted; ${left}`);
    return EXIT.interrupted;
  }
  if (error instanceof LawBreach) {
    line(`poolsim: the selector broke ${error.message}, in replication ${error.replication}`);
    line(`  ${left}; reproduce: ${typedCommand(host)}`);
    return EXIT.lawBroken;
  }
  if (error instanceof WrongAnswer) {
    line(`poolsim: wrong answer, no time: ${error.message}`);
    line(`  ${left}; reproduce: ${typedCommand(host)}`);
    return error.variant === 'here' ? EXIT.fault : EXIT.lawBroken;
  }
  throw error;
}
