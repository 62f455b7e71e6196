import { type ReplayOptions, replay } from '../../experiment/replay/replay.ts';
import { LawBreach } from '../../model/breach.ts';
import type { ReplicationResult } from '../../model/result.ts';
import { quantity } from '../../report/text/format.ts';
import { reproduceText, typedCommand } from '../command-line-text.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Command, Host } from '../host-seam.ts';
import { breachText } from '../run/breach-text.ts';
import { GuardedSelector } from '../run/simulate.ts';
import { laidOnVersion, versionError } from './other-version.ts';
import type { ReplayArguments } from './replay-arguments.ts';
import { openSource, type ReplaySource } from './replay-source.ts';
import { ShownEvents } from './shown-events.ts';
import { timelineFilter } from './timeline-filter.ts';
import { type TimelineWriter, timelineWriter } from './timeline-writer.ts';

/** Prints the timeline of one replication, and holds it to the run that it is of. */
export const runReplay: Command<ReplayArguments> = async (host, args) => {
  const source = await openSource(host, args);
  const { scenario } = source;
  const made = source.selector.create();
  const selector = made === null ? null : new GuardedSelector(made);
  const filter = timelineFilter(scenario, args.request);
  const { replication } = args;
  if (!args.quiet) for (const note of source.notes) host.stderr.write(`${note}\n`);
  const writer = timelineWriter(host, args, source);
  const shown = new ShownEvents(args.limit, args.last);
  try {
    const result = await follow(host, source, { replication, selector, filter }, shown, writer);
    writer.events(shown.rest());
    return finish(host, source, result, shown, writer);
  } catch (error) {
    const breach = selector === null ? error : selector.explained(error);
    if (!(breach instanceof LawBreach)) {
      // What a selector of one's own throws is its own, whatever version made the run.
      throw laidOnVersion(source.shown, selector === null ? source.otherVersion : null, breach);
    }
    writer.events(shown.rest());
    const broken = `law ${breach.law} was broken here; the replication ends`;
    writer.end({
      fingerprint: null,
      same: null,
      ...counts(shown),
      notes: [...more(shown), broken],
    });
    host.stderr.write(breachText(breach, scenario.name, scenario.seed, source.commands));
    return EXIT.lawBroken;
  }
};

/** Runs it to its end, writing as it goes; a slow reader is waited for. */
async function follow(
  host: Host,
  { scenario }: ReplaySource,
  options: ReplayOptions,
  shown: ShownEvents,
  writer: TimelineWriter,
): Promise<ReplicationResult> {
  const timeline = replay(scenario, options);
  for (;;) {
    const next = timeline.next();
    if (next.done === true) return next.value;
    const now = shown.take(next.value);
    if (now.length === 0) continue;
    writer.events(now);
    await host.stdout.drained();
  }
}

function finish(
  host: Host,
  source: ReplaySource,
  { fingerprint }: ReplicationResult,
  shown: ShownEvents,
  writer: TimelineWriter,
): ExitCode {
  const same = source.fingerprint === null ? null : source.fingerprint === fingerprint;
  const identity =
    same === true
      ? `fingerprint ${fingerprint}: the same as in the run`
      : `fingerprint ${fingerprint}`;
  writer.end({ fingerprint, same, ...counts(shown), notes: [...more(shown), identity] });
  if (same !== false) return EXIT.done;
  const different = `${source.label} came out differently: fingerprint ${fingerprint}, in the run ${source.fingerprint}`;
  const { otherVersion } = source;
  if (otherVersion !== null) throw versionError(source.shown, otherVersion, different);
  const why =
    source.selector.path === null
      ? 'this is a fault in poolsim'
      : 'the selector depends on more than its arguments';
  const again = reproduceText(typedCommand(host));
  host.stderr.write(`poolsim: ${different}\n  ${why}\n${again}`);
  return EXIT.fault;
}

function counts({ shown, wanted }: ShownEvents): { shown: number; wanted: number } {
  return { shown, wanted };
}

/** What was left out, and how to see it. */
function more({ shown, wanted, last }: ShownEvents): string[] {
  if (wanted === 0) return ['no such event'];
  const left = wanted - shown;
  if (left === 0) return [];
  const where = last ? 'before these' : 'after these';
  return [
    `${quantity(left)} more ${left === 1 ? 'event' : 'events'} ${where}; --limit all shows all of them`,
  ];
}
