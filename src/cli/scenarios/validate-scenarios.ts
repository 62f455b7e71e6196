import { formatProblem, InputProblems } from '../../scenario/problem.ts';
import { reproduceText, typedCommand } from '../command-line-text.ts';
import { EXIT } from '../exit-codes.ts';
import type { Command } from '../host-seam.ts';
import { load as loadScenario } from '../load.ts';
import { one, type ShowArguments } from './show-scenarios.ts';

/** Reads each scenario with every file it names and lists all that is wrong in all of them. */
export const validateScenarios: Command<ShowArguments> = async (host, { paths, load, json }) => {
  const documents: unknown[] = [];
  let wrong = 0;
  for (const path of paths) {
    try {
      const { warnings, scenario } = await loadScenario(host, path, load);
      documents.push({ scenario: path, valid: true, problems: [], warnings });
      if (json) continue;
      host.stdout.write(`${path}: valid (${scenario.name})\n`);
      for (const { text, hint } of warnings) host.stdout.write(`  warning: ${text} — ${hint}\n`);
    } catch (error) {
      if (!(error instanceof InputProblems)) throw error;
      wrong++;
      documents.push({ scenario: path, valid: false, problems: error.problems, warnings: [] });
      if (json) continue;
      for (const problem of error.problems) host.stdout.write(`${formatProblem(problem)}\n`);
    }
  }
  if (json) host.stdout.write(`${JSON.stringify(one(documents), null, 2)}\n`);
  if (wrong === 0) return EXIT.done;
  host.stderr.write(`poolsim: ${wrong} of ${paths.length} scenarios are not valid\n`);
  host.stderr.write(reproduceText(typedCommand(host)));
  return EXIT.usage;
};
