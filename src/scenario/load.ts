import { columnMapFaults } from './csv/columns.ts';
import { deepFreeze } from './freeze.ts';
import type { InputFiles } from './input-files.ts';
import type { InputRecord, LoadedScenario, LoadOptions } from './loaded.ts';
import { originsOf } from './origins.ts';
import { formatProblem, InputProblems, type Problem } from './problem.ts';
import { Context } from './resolve/context.ts';
import { probeFiles } from './resolve/probe.ts';
import { resolveScenario } from './resolve/scenario.ts';
import { problemsOf } from './schema/issues.ts';
import { type ScenarioInput, scenarioSchema } from './schema/scenario.ts';
import { fillDefaults } from './schema/walk.ts';
import { campaignThresholds } from './threshold.ts';
import { asksForThreshold } from './threshold-keys.ts';
import { loadTree } from './yaml/load-tree.ts';
import { applyOverrides } from './yaml/overrides.ts';
import { problemAt } from './yaml/read-document.ts';
import { outsidePlace } from './yaml/set-path.ts';
import { plain, type SourceNode } from './yaml/source-tree.ts';

/**
 * Reads a scenario and every file that it names: one frozen scenario, or every problem at once.
 *
 * @throws {InputProblems} with all problems of all files, by file, line and column
 */
export async function loadScenario(
  path: string,
  files: InputFiles,
  options: LoadOptions,
): Promise<LoadedScenario> {
  const tree = await loadTree(path, files);
  if (tree.root === null) throw new InputProblems(inOrder(tree.problems));
  const overridden = applyOverrides(tree.root, options);
  const { root } = overridden;
  const problems = [...tree.problems, ...overridden.problems, ...campaignThresholds(root)];
  for (const { message, remedy } of columnMapFaults(options.columnMap)) {
    problems.push(problemAt(outsidePlace('--map'), message, remedy));
  }
  const parsed = scenarioSchema.safeParse(plain(root));
  if (!parsed.success) {
    const found = problemsOf(parsed.error, root).filter((problem) => !alreadyRefused(problem));
    const probe = new Context(root, files, options, 0, 0);
    await probeFiles(probe);
    throw new InputProblems(inOrder([...problems, ...found, ...probe.problems]));
  }
  const context = new Context(root, files, options, parsed.data.start, parsed.data.duration);
  const { scenario, gates } = await resolveScenario(parsed.data, context);
  problems.push(...context.problems, ...uselessMaps(options, context));
  if (problems.length > 0) throw new InputProblems(inOrder(problems));
  const resolved = resolvedDocument(root, scenario);
  return deepFreeze({
    scenario,
    replications: parsed.data.replications,
    replicationBudget: budget(parsed.data),
    gates,
    resolved,
    origins: originsOf(resolved, root),
    inputs: unique([...tree.inputs, ...context.inputs]),
    reading: { columnMap: [...options.columnMap], skipBadRows: options.skipBadRows },
    warnings: context.warnings,
    source: path,
  });
}

function budget(input: ScenarioInput): number {
  const fixed = input.replications === 'auto' ? 0 : input.replications;
  return Math.max(input.replicationBudget, fixed);
}

/** A `--map` whose head no file has would silently do nothing. */
function uselessMaps(options: LoadOptions, context: Context): Problem[] {
  if (columnMapFaults(options.columnMap).length > 0 || context.problems.length > 0) return [];
  const unused = options.columnMap.filter((pair) => !context.usedMaps.has(pair));
  return unused.map((pair) => {
    const message = `${pair} names a column that no input file has`;
    return problemAt(outsidePlace('--map'), message, 'write ours=theirs, theirs as in the head');
  });
}

/** A threshold in a campaign has been refused with its reason; that the key is unknown adds nothing. */
function alreadyRefused(problem: Problem): boolean {
  const last = /[^.[\]"]*"?\]?$/.exec(problem.path)?.[0] ?? '';
  const unknown = problem.message.startsWith('unknown key');
  return unknown && problem.path.startsWith('campaigns[') && asksForThreshold(last);
}

/** The document with every default in it, and with what was decided while the files were read. */
function resolvedDocument(root: SourceNode, scenario: LoadedScenario['scenario']): unknown {
  const document = fillDefaults(scenarioSchema, plain(root)) as Record<string, unknown>;
  delete document.$schema;
  document.connections ??= scenario.connections.map((connection) => ({ ...connection }));
  const campaigns = document.campaigns as { contacts: Record<string, unknown> }[];
  for (const [i, campaign] of campaigns.entries()) {
    campaign.contacts.arrivals ??= scenario.campaigns[i].arrivals.kind;
  }
  return document;
}

/** By file, line and column; what several campaigns that share a file found twice is told once. */
function inOrder(problems: readonly Problem[]): Problem[] {
  const distinct = new Map(problems.map((problem) => [formatProblem(problem), problem]));
  return [...distinct.values()].sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A file that several campaigns name is one input. */
function unique(records: readonly InputRecord[]): InputRecord[] {
  return records.filter((record, i) => records.findIndex((r) => r.file === record.file) === i);
}
