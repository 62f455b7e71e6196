import type { Scenario } from '../../model/spec.ts';
import type { Host } from '../host-seam.ts';
import { load } from '../load.ts';
import { type BreachCommands, breachCommands } from '../run/breach-text.ts';
import { type ChosenSelector, chosenSelector } from '../run/chosen-selector.ts';
import { worldWords } from '../run/reproduce.ts';
import { UsageError } from '../usage-error.ts';
import type { OtherVersion } from './other-version.ts';
import type { ReplayArguments } from './replay-arguments.ts';
import { openStoredRun } from './stored-source.ts';

/** What is replayed, wherever it came from. */
export interface ReplaySource {
  readonly scenario: Scenario;
  readonly selector: ChosenSelector;
  /** The folder or file, as messages name it. */
  readonly shown: string;
  /** In words: `replication 3 of reports/mine-1a2b3c4d5e6f`. */
  readonly label: string;
  /** What the replication has to come out at; null where no run says. */
  readonly fingerprint: string | null;
  /** Why nothing can be said about the fingerprint, or what differs from the run. */
  readonly notes: readonly string[];
  /** What shows the replication again where it breaks a law. */
  readonly commands: BreachCommands;
  /** Made by another version of poolsim or Node: then a difference is no fault. */
  readonly otherVersion: OtherVersion | null;
}

/** A folder is a finished run, anything else a scenario. */
export async function openSource(host: Host, args: ReplayArguments): Promise<ReplaySource> {
  const path = host.files.resolve(args.source, null);
  if ((await host.files.kind(path)) === 'folder') {
    refuseChanges(args);
    return openStoredRun(host, path, args);
  }
  const loaded = await load(host, args.source, { ...args.load, replications: null });
  const { scenario } = loaded;
  const words = worldWords(host, args.source, scenario.seed, args.load, args.selector);
  return {
    scenario,
    selector: await chosenSelector(host, args.selector),
    shown: args.source,
    label: `replication ${args.replication}`,
    fingerprint: null,
    notes: [],
    commands: breachCommands(words, args.replication),
    otherVersion: null,
  };
}

/** @throws {UsageError} for what would make another world of a finished run */
function refuseChanges({
  source,
  load: { seed, set, columnMap, skipBadRows },
  selector,
}: ReplayArguments) {
  const given = [
    ...(seed === null ? [] : [`--seed ${seed}`]),
    ...set.map((pair) => `--set ${pair}`),
    ...columnMap.map((pair) => `--map ${pair}`),
    ...(skipBadRows ? ['--skip-bad-rows'] : []),
    ...(selector === null ? [] : [`--selector ${selector}`]),
  ];
  if (given.length === 0) return;
  throw new UsageError(
    `${source} is a finished run: ${given[0]} comes too late; replay its scenario`,
  );
}
