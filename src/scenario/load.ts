import { deepFreeze } from './freeze.ts';
import type { InputFiles } from './input-files.ts';
import type { InputRecord, LoadedScenario, LoadOptions } from './loaded.ts';
import { originsOf } from './origins.ts';
import { InputProblems, type Problem } from './problem.ts';
import { Context } from './resolve/context.ts';
import { resolveScenario } from './resolve/scenario.ts';
import { problemsOf } from './schema/issues.ts';
import { type ScenarioInput, scenarioSchema } from './schema/scenario.ts';
import { fillDefaults } from './schema/walk.ts';
import { asksForThreshold, campaignThresholds } from './threshold.ts';
import { loadTree } from './yaml/load-tree.ts';
import { applyOverrides } from './yaml/overrides.ts';
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
  const parsed = scenarioSchema.safeParse(plain(root));
  if (!parsed.success) {
    const found = problemsOf(parsed.error, root).filter((problem) => !alreadyRefused(problem));
    throw new InputProblems(inOrder([...problems, ...found]));
  }
  const context = new Context(root, files, options, parsed.data.start, parsed.data.duration);
  const { scenario, gates } = await resolveScenario(parsed.data, context);
  problems.push(...context.problems);
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
    warnings: context.warnings,
    source: path,
  });
}

function budget(input: ScenarioInput): number {
  const fixed = input.replications === 'auto' ? 0 : input.replications;
  return Math.max(input.replicationBudget, fixed);
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

function inOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
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
