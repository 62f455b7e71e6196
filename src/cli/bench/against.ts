import type { Variant } from '../../bench/sample.ts';
import { PLAIN } from '../../report/text/palette.ts';
import { GATES, type Gate, gatesOf } from '../baseline/document.ts';
import { failureOf } from '../baseline/failures.ts';
import { GateInterruption } from '../baseline/gate-interruption.ts';
import type { Command, Host } from '../host-seam.ts';
import { checkedSelector } from '../run/chosen-selector.ts';
import { palette } from '../run/print-report.ts';
import { UsageError } from '../usage-error.ts';
import { type Base, openBase } from './against-base.ts';
import { type GateTerms, isModule, judgeGates } from './against-gates.ts';
import { type GateFormat, renderGates } from './against-render.ts';
import { gateReport } from './against-report.ts';

export interface AgainstArguments extends Omit<GateTerms, 'gates'> {
  /** As typed: a baseline, a module, a git ref or `built-in`. */
  readonly against: string;
  /** null: all that the base can be held to. */
  readonly gates: readonly Gate[] | null;
  /** Folder of the baselines. */
  readonly folder: string;
  /** The head's selector module, as typed; null for the real one. */
  readonly selector: string | null;
  readonly format: GateFormat;
  /** Files that get the report too, by their ending: .md, .json or .xml. */
  readonly reports: readonly string[];
  readonly color: boolean;
}

/** Holds the present state to another one, and answers with 4 when it is worse, 5 when that is unsure. */
export const benchAgainst: Command<AgainstArguments> = async (host, args) => {
  const files = args.reports.map((path) => [path, formatOf(path)] as const);
  // A path that cannot be written is found out now, not after minutes of measuring.
  for (const path of args.reports) await makeReady(host, path);
  const interruption = new GateInterruption(host);
  let base: Base | null = null;
  try {
    base = await openBase(host, args, interruption.signal);
    if (base.kind === 'stored' && args.scenarios.length > 0) {
      throw new UsageError(`--scenario is for what can be run: ${base.label} brings its own`);
    }
    // A baseline of a user's selector means that selector, unless another one is named.
    const selector = args.selector ?? (base.kind === 'stored' ? base.baseline.selector : null);
    const named = args.selector === null ? `${base.label}: its module` : '--selector';
    const path = await checkedSelector(host, selector, named, interruption.signal);
    const head: Variant = path === null ? 'here' : { module: path };
    const gates = args.gates ?? usualGates(base, head, args);
    const results = await judgeGates(host, base, head, { ...args, gates }, interruption);
    const report = gateReport(base.label, headLabel(selector), results);
    const colors = args.format === 'text' ? palette(host, args.color) : PLAIN;
    host.stdout.write(renderGates(report, args.format, colors, results));
    await host.stdout.drained();
    for (const [path, format] of files) {
      const text = renderGates(report, format, PLAIN, results);
      await host.files.writeFile(host.files.resolve(path, null), text);
    }
    return report.code;
  } catch (error) {
    return failureOf(host, error, interruption.signal, 'no verdict');
  } finally {
    await base?.close();
    interruption.unlisten();
  }
};

function headLabel(selector: string | null): string {
  return selector === null ? 'the selector here' : `module ${selector}`;
}

/**
 * All that there is to be held to: of something that runs, outcomes where scenarios are named, and
 * work where both sides count the same things.
 */
function usualGates(
  base: Base,
  head: Variant,
  { scenarios, filter }: AgainstArguments,
): readonly Gate[] {
  if (base.kind === 'stored') {
    const held = gatesOf(base.baseline);
    // Who names cases wants their speed, also of a baseline that has none to hold it to.
    return GATES.filter((gate) => held.includes(gate) || (gate === 'speed' && filter !== null));
  }
  const hasWork = isModule(base.variant) === isModule(head);
  return GATES.filter((gate) => {
    if (gate === 'outcome') return scenarios.length > 0;
    return gate === 'speed' || hasWork;
  });
}

/** @throws {UsageError} where a folder stands @throws {OutputError} where none can be made for it */
async function makeReady(host: Host, path: string): Promise<void> {
  if ((await host.files.kind(host.files.resolve(path, null))) === 'folder') {
    throw new UsageError(`--report ${path}: this is a folder, a file is needed`);
  }
  await host.files.makeFolder(host.files.resolve('.', path));
}

/** @throws {UsageError} for an ending that names no format */
function formatOf(path: string): GateFormat {
  if (path.endsWith('.md')) return 'md';
  if (path.endsWith('.json')) return 'json';
  if (path.endsWith('.xml')) return 'junit';
  throw new UsageError(`--report ${path}: the ending must be .md, .json or .xml`);
}
