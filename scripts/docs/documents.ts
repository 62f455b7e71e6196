import { defaultTable } from './defaults.ts';
import { scenarioKeys } from './scenario-keys.ts';
import type { Sections } from './sections.ts';
import {
  callColumns,
  commandOptions,
  commandTable,
  contactColumns,
  figureTable,
  numberColumns,
  outputTables,
  playbookSteps,
  priceColumns,
  scoreColumns,
} from './tables.ts';

/** Documents with parts that are written by a program. */
export const DOCUMENTS = [
  'README.md',
  'docs/CLI.md',
  'docs/FIGURES.md',
  'docs/INPUTS.md',
  'docs/METHODOLOGY.md',
  'docs/OUTPUTS.md',
  'docs/SCENARIOS.md',
] as const;

export const SECTIONS: Sections = {
  commands: commandTable,
  'command-options': commandOptions,
  figures: figureTable,
  defaults: defaultTable,
  'number-columns': numberColumns,
  'contact-columns': contactColumns,
  'score-columns': scoreColumns,
  'price-columns': priceColumns,
  'call-columns': callColumns,
  'output-files': outputTables,
  'scenario-keys': scenarioKeys,
  'playbook-steps': playbookSteps,
};
