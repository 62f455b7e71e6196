import { LawBreach } from '../../model/breach.ts';
import { reproduceText } from '../command-line-text.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { reportFailure } from '../failure.ts';
import type { Host } from '../host-seam.ts';
import { ReplicationCrash } from '../run/answer-twice.ts';
import { breachCommands, breachText } from '../run/breach-text.ts';
import { ReplicationFault } from '../run/crew.ts';
import type { PreparedSweep } from './prepare-sweep.ts';
import type { PointFailure } from './simulate-sweep.ts';
import type { SweepArguments } from './sweep-arguments.ts';
import { pointSets, pointWords } from './sweep-command.ts';

/** Says what broke at which point, and the command that shows it again by itself. */
export function reportPoint(
  host: Host,
  args: SweepArguments,
  { plan }: PreparedSweep,
  { point, cause }: PointFailure,
): ExitCode {
  const paths = plan.axes.map(({ path }) => path);
  const sets = pointSets(paths, plan.points[point].values);
  const words = pointWords(host, args, plan.seed, sets);
  if (cause instanceof LawBreach) {
    const name = `${plan.scenario}, point ${point} (${sets.join(' ') || 'as it is'})`;
    host.stderr.write(breachText(cause, name, plan.seed, breachCommands(words, cause.replication)));
    return EXIT.lawBroken;
  }
  const code = reportFailure(host, cause, 'sweep');
  if (cause instanceof ReplicationCrash || cause instanceof ReplicationFault) {
    const { replication } = cause;
    const { reproduce } = breachCommands(words, replication);
    host.stderr.write(reproduceText(reproduce, `point ${point} alone`));
  }
  return code;
}
