import { type SideResults, SimulatedSide } from '../../experiment/compare/side-results.ts';
import { resultLayout } from '../../model/run-replication.ts';
import { FILE_COLUMNS } from '../../report/files.ts';
import { MANIFEST_FILE } from '../../report/stored/read-stored-run.ts';
import type { LoadedScenario } from '../../scenario/loaded.ts';
import type { Host } from '../host-seam.ts';
import { load } from '../load.ts';
import { type ChosenSelector, chosenSelector } from '../run/chosen-selector.ts';
import { UsageError } from '../usage-error.ts';
import type { CompareArguments, SideArguments } from './compare-arguments.ts';
import { type ComparedRun, readComparedRun } from './compared-run.ts';

/** A side that will be simulated. */
export interface LiveSide {
  readonly kind: 'live';
  readonly args: SideArguments;
  readonly loaded: LoadedScenario;
  readonly selector: ChosenSelector;
  readonly results: SimulatedSide;
}

/** A side that was simulated before. */
export interface DoneSide {
  readonly kind: 'done';
  readonly args: SideArguments;
  readonly run: ComparedRun;
  readonly results: SideResults;
}

/** Names that a run gives: a file of such a name beside a manifest is no scenario. */
const FILES_OF_RUN: ReadonlySet<string> = new Set([
  MANIFEST_FILE,
  'summary.json',
  ...FILE_COLUMNS.map(({ name }) => name),
]);

export type OpenedSide = LiveSide | DoneSide;

/**
 * Reads both sides: a folder is a finished run, anything else a scenario. Both have one seed, or there would be
 * nothing to pair: that of `--seed`, of a finished run, or of A.
 * @param keys figures that are wanted
 */
export async function openSides(
  host: Host,
  args: CompareArguments,
  keys: ReadonlySet<string>,
): Promise<readonly [OpenedSide, OpenedSide]> {
  const done = await Promise.all([args.a, args.b].map((side) => openDone(host, side, keys)));
  const seeds = done.flatMap((side) => (side === null ? [] : [side.run.seed]));
  const seed = args.seed ?? seeds[0] ?? null;
  for (const side of done) {
    if (side === null || side.run.seed === seed) continue;
    throw new UsageError(
      `${side.args.name}, ${side.args.source}, was run with seed ${side.run.seed}, not ${seed}: ` +
        'replications of different seeds are no pairs. Give both one seed',
    );
  }
  const a = done[0] ?? (await openLive(host, args, args.a, seed));
  const ofA = a.kind === 'live' ? a.loaded.scenario.seed : a.run.seed;
  const b = done[1] ?? (await openLive(host, args, args.b, ofA));
  return [a, b];
}

async function openDone(
  host: Host,
  args: SideArguments,
  keys: ReadonlySet<string>,
): Promise<DoneSide | null> {
  const path = host.files.resolve(args.source, null);
  if ((await host.files.kind(path)) !== 'folder') {
    await refuseFileOfRun(host, path, args);
    return null;
  }
  if (args.set.length + args.setB.length > 0 || args.selector !== null) {
    const what = args.own.length > 0 ? args.own.join(' ') : `--set ${args.set[0]}`;
    throw new UsageError(`${args.name}, ${args.source}, is a finished run: ${what} comes too late`);
  }
  const run = await readComparedRun(host, path, keys);
  return { kind: 'done', args, run, results: run.results };
}

/** Read as a scenario it would be a list of unknown keys. @throws {UsageError} */
async function refuseFileOfRun(host: Host, path: string, args: SideArguments): Promise<void> {
  const folder = host.files.resolve('.', path);
  const name = path.split(/[\\/]/).at(-1)!;
  if (!FILES_OF_RUN.has(name)) return;
  if (!(await host.files.list(folder)).includes(MANIFEST_FILE)) return;
  const shown = host.files.display(folder);
  throw new UsageError(
    `${args.name}, ${args.source}, is a file of a finished run; name its folder: ${shown}`,
  );
}

/** Of both sides or of neither: on one of them it would silently change nothing. */
const NOT_OF_ONE_SIDE: Readonly<Record<string, string>> = {
  seed: 'both sides share one, or there are no pairs; use --seed',
  replications: 'a pair has one of each side; use --reps',
  replicationBudget: 'a pair has one of each side; use --budget',
  gates: 'a comparison judges none; use --figures and --horizon',
};

/** @throws {UsageError} where `--set-b` names what a side has no say in */
function refuseShared({ setB }: SideArguments): void {
  for (const pair of setB) {
    const path = pair.slice(0, pair.indexOf('=')).trim();
    if (!Object.hasOwn(NOT_OF_ONE_SIDE, path)) continue;
    throw new UsageError(
      `--set-b ${pair}: ${path} is not set for B alone — ${NOT_OF_ONE_SIDE[path]}`,
    );
  }
}

async function openLive(
  host: Host,
  all: CompareArguments,
  args: SideArguments,
  seed: string | null,
): Promise<LiveSide> {
  const { columnMap, skipBadRows } = all;
  refuseShared(args);
  const loaded = await load(host, args.source, {
    set: args.set,
    laterSet: { option: '--set-b', pairs: args.setB },
    seed,
    replications: null,
    columnMap,
    skipBadRows,
  });
  const option = `--selector-${args.name.toLowerCase()}`;
  const selector = await chosenSelector(host, args.selector, option);
  const campaigns = loaded.scenario.campaigns.map((campaign) => campaign.name);
  const results = new SimulatedSide(resultLayout(loaded.scenario), campaigns);
  return { kind: 'live', args, loaded, selector, results };
}

export function seedOf(side: OpenedSide): string {
  return side.kind === 'live' ? side.loaded.scenario.seed : side.run.seed;
}

/** What a side is, in the words that would make it. */
export function labelOf({ args }: OpenedSide): string {
  return [args.source, ...args.own].join(' ');
}
