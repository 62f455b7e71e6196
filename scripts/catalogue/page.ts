import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { CATALOGUE } from './all-entries.ts';
import type { CatalogueEntry } from './entry.ts';
import type { Outcomes } from './outcomes.ts';

export const PAGE = new URL('../../scenarios/README.md', import.meta.url);

const HEAD = `# Scenarios

Questions that people ask about number pools, each with scenarios that answer it, mostly two that differ in one thing. The answers
are those of the default seed, with 95 % intervals, and are written by \`npm run catalogue\`; tests hold their direction. What they
rest on is in [docs/METHODOLOGY.md](../docs/METHODOLOGY.md): take them as what-ifs, and put your own figures in.
`;

/** scenarios/README.md from the outcomes of every scenario. */
export function cataloguePage(outcomes: Outcomes): string {
  return `${[HEAD, ...CATALOGUE.map((entry) => entrySection(entry, outcomes))].join('\n')}`;
}

/** One question with its answer and how to see it again. */
export function entrySection(entry: CatalogueEntry, outcomes: Outcomes): string {
  const { title, scenarios, answer, expects, testReplications } = entry;
  const commands = scenarios.map((name) => `poolsim run scenarios/${name}.yaml`);
  return [
    `## ${title}`,
    `<!-- scenarios ${scenariosHash(scenarios)} -->`,
    '',
    ...scenarios.map((name) => {
      return `- [${name}](${name}.yaml), ${outcomes.replications(name)} replications: ${why(name)}`;
    }),
    '',
    `**${answer(outcomes)}**`,
    '',
    `Expected${testReplications === null ? '' : ', and held by a test'}: ${expects}.`,
    '',
    '```sh',
    ...commands,
    '```',
    '',
  ].join('\n');
}

/** Hash over the files of an entry: whoever edits one has to write the page anew. */
export function scenariosHash(scenarios: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of scenarios) hash.update(scenarioText(name));
  return hash.digest('hex').slice(0, 12);
}

function why(name: string): string {
  return (parse(scenarioText(name)) as { why: string }).why.trim();
}

function scenarioText(name: string): string {
  return readFileSync(new URL(`../../scenarios/${name}.yaml`, import.meta.url), 'utf8');
}
