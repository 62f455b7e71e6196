import type { CommandDefinition } from '../command-definition.ts';
import { baseline } from './baseline.ts';
import { bench } from './bench.ts';
import { calibrate } from './calibrate.ts';
import { compare } from './compare.ts';
import { explain } from './explain.ts';
import { generate } from './generate.ts';
import { merge } from './merge.ts';
import { metrics } from './metrics.ts';
import { plan } from './plan.ts';
import { playbook } from './playbook.ts';
import { rare } from './rare.ts';
import { replay } from './replay.ts';
import { report } from './report.ts';
import { run } from './run.ts';
import { scenarios } from './scenarios.ts';
import { schema } from './schema.ts';
import { sweep } from './sweep.ts';
import { verify } from './verify.ts';

/** Every command, in the order of `--help`. A command stands here when it works. */
export const COMMANDS: readonly CommandDefinition[] = [
  run,
  report,
  explain,
  replay,
  plan,
  playbook,
  sweep,
  merge,
  compare,
  rare,
  scenarios,
  generate,
  calibrate,
  schema,
  metrics,
  verify,
  bench,
  baseline,
];
