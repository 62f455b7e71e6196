import { parseShare } from '../../scenario/quantities.ts';
import { DEFAULT_LEVEL } from '../../stats/interval.ts';
import { scenarioArguments } from '../commands/scenario-options.ts';
import type { RawArgs } from '../raw-args.ts';
import { refuseIdleForce } from '../refuse-overwriting.ts';
import { UsageError } from '../usage-error.ts';

const FORMATS = ['text', 'json', 'md'] as const;

/** The options of `poolsim calibrate`, read. */
export interface CalibrateArguments {
  readonly log: string;
  readonly columnMap: readonly string[];
  readonly skipBadRows: boolean;
  readonly level: number;
  readonly write: string | null;
  readonly base: string | null;
  readonly force: boolean;
  readonly format: (typeof FORMATS)[number];
  readonly quiet: boolean;
  readonly color: boolean;
}

/** @throws {UsageError} */
export function calibrateArguments(args: RawArgs): CalibrateArguments {
  const write = args.text('write');
  const base = args.text('extends');
  if (write === null && base !== null) {
    throw new UsageError('--extends says what the file of --write builds on: name that file too');
  }
  refuseIdleForce('--write', write, args.flag('force'));
  const { columnMap, skipBadRows } = scenarioArguments(args);
  return {
    log: args.text('log') ?? '',
    columnMap,
    skipBadRows,
    level: level(args.text('confidence')),
    write,
    base,
    force: args.flag('force'),
    format: args.flag('json') ? 'json' : (args.choice('format', FORMATS) ?? 'text'),
    quiet: args.flag('quiet'),
    color: !args.flag('no-color'),
  };
}

function level(text: string | null): number {
  if (text === null) return DEFAULT_LEVEL;
  const parsed = parseShare(text, { min: 0.5, max: 0.999999 });
  if (!parsed.ok) throw new UsageError(`--confidence: ${parsed.message} — ${parsed.remedy}`);
  return parsed.value;
}
