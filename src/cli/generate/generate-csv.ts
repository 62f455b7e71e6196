import { readInstant } from '../../scenario/csv/instant.ts';
import { callLog } from '../../scenario/generate/calls.ts';
import { type CsvRows, contactList } from '../../scenario/generate/contacts.ts';
import { csvText } from '../../scenario/generate/csv-text.ts';
import { loadNames } from '../../scenario/generate/names.ts';
import { NUMBER_LIST_DEFAULTS, numberList } from '../../scenario/generate/numbers.ts';
import { supplyByShares } from '../../scenario/generate/phone-supply.ts';
import { parseShare, SHARE_TOLERANCE } from '../../scenario/quantities.ts';
import { EXIT } from '../exit-codes.ts';
import type { Command, FileContent, Host } from '../host-seam.ts';
import type { RawArgs } from '../raw-args.ts';
import { refuseIdleForce, refuseOverwriting } from '../refuse-overwriting.ts';
import { UsageError } from '../usage-error.ts';

export interface GenerateArguments {
  readonly kind: 'contacts' | 'numbers' | 'calls';
  readonly args: RawArgs;
}

const DEFAULT_COUNTRIES = 'US=60%,GB=40%';
const DEFAULT_COUNT = { contacts: 1_000, numbers: 20, calls: 1_000 };

/** Writes a generated CSV to stdout, or whole to a file. */
export const generateCsv: Command<GenerateArguments> = async (host, { kind, args }) => {
  const out = args.text('out');
  const force = args.flag('force');
  refuseIdleForce('--out', out, force);
  if (out !== null) await refuseOverwriting(host, '--out', out, force);
  const csv = await made[kind](args);
  if (out === null) {
    for (const chunk of csvText(csv)) {
      if (host.stdout.closed) break;
      host.stdout.write(chunk);
      await host.stdout.drained();
    }
    return EXIT.done;
  }
  await writeOut(host, out, () => csvText(csv));
  return EXIT.done;
};

const made = { contacts, numbers, calls };

async function contacts(args: RawArgs): Promise<CsvRows> {
  const seed = seedOf(args);
  return contactList({
    count: args.count('count', 1) ?? DEFAULT_COUNT.contacts,
    countries: countries(args),
    seed,
    invalidShare: share(args, 'invalid', 0),
    names: args.flag('names') ? await loadNames(seed) : null,
    timezoneShare: share(args, 'timezones', 0),
    earlierShare: share(args, 'earlier', 0),
    earlierNumbers: [],
  });
}

async function numbers(args: RawArgs): Promise<CsvRows> {
  const seed = seedOf(args);
  return numberList({
    count: args.count('count', 1) ?? DEFAULT_COUNT.numbers,
    countries: countries(args),
    seed,
    connections: connections(args),
    names: args.flag('names') ? await loadNames(seed) : null,
    managedShare: 1 - share(args, 'byo', 0),
    restrictedShare: share(args, 'restricted', NUMBER_LIST_DEFAULTS.restrictedShare),
    flaggedShare: share(args, 'flagged', NUMBER_LIST_DEFAULTS.flaggedShare),
    unscoredShare: share(args, 'unscored', 0),
  });
}

function connections(args: RawArgs): readonly string[] {
  const text = args.text('connections');
  if (text === null) return NUMBER_LIST_DEFAULTS.connections;
  const ids = text.split(',').map((id) => id.trim());
  if (ids.includes('')) throw new UsageError(`--connections "${text}" has an empty id`);
  return ids;
}

/** From the numbers and to the contacts that the same seed and countries generate. */
async function calls(args: RawArgs): Promise<CsvRows> {
  const count = args.count('count', 1) ?? DEFAULT_COUNT.calls;
  const seed = seedOf(args);
  const shares = countries(args);
  const common = { countries: shares, seed, names: null };
  const callers = args.count('numbers', 1) ?? DEFAULT_COUNT.numbers;
  // Each is called three times; more often where there are not as many numbers for fiction.
  const third = Math.min(Math.ceil(count / 3), supplyByShares(shares, 'contact'));
  const callees = args.count('contacts', 1) ?? Math.max(1, third);
  const from = numberList({
    ...NUMBER_LIST_DEFAULTS,
    ...common,
    count: callers,
    countOption: '--numbers',
  });
  const to = contactList({
    ...common,
    count: callees,
    countOption: '--contacts',
    invalidShare: 0,
    timezoneShare: 0,
    earlierShare: 0,
    earlierNumbers: [],
  });
  return callLog({
    count,
    seed,
    from: firstColumn(from),
    to: firstColumn(to),
    startEpochMs: day(args.text('start') ?? '2026-02-02'),
    days: args.count('days', 1) ?? 5,
  });
}

function firstColumn(csv: CsvRows): string[] {
  return Array.from(csv.rows, (row) => row[0]!);
}

function seedOf(args: RawArgs): string {
  return args.seed() ?? '1';
}

function share(args: RawArgs, option: string, fallback: number): number {
  const text = args.text(option);
  return text === null ? fallback : shareOf(`--${option}`, text);
}

function shareOf(what: string, text: string): number {
  const parsed = parseShare(text);
  if (!parsed.ok) throw new UsageError(`${what}: ${parsed.message} — ${parsed.remedy}`);
  return parsed.value;
}

/** `US=60%,GB=40%`, which sum to 100 % as in a scenario, or `US,GB` in equal shares. */
function countries(args: RawArgs): Record<string, number> {
  const text = args.text('countries') ?? DEFAULT_COUNTRIES;
  const refuse = (why: string): never => {
    throw new UsageError(`--countries "${text}": ${why}`);
  };
  const parts = text.split(',');
  const shares: Record<string, number> = {};
  let equal = 0;
  for (const part of parts) {
    const match = /^\s*([A-Za-z]{2})\s*(?:=\s*(\S+)\s*)?$/.exec(part);
    if (match === null) return refuse(`this is not a list such as ${DEFAULT_COUNTRIES}`);
    const [, code, share] = match;
    const country = code!.toUpperCase();
    if (shares[country] !== undefined) refuse(`${country} stands there twice`);
    if (share === undefined) equal++;
    shares[country] = share === undefined ? 1 / parts.length : shareOf('--countries', share);
  }
  if (equal > 0 && equal < parts.length) {
    refuse('give every country its share, or none, for equal shares');
  }
  const sum = Object.values(shares).reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 1) > SHARE_TOLERANCE) {
    refuse(`the shares sum to ${Math.round(sum * 10_000) / 100}% — they must sum to 100%`);
  }
  return shares;
}

function day(text: string): number {
  const epochMs = /^\d{4}-\d{2}-\d{2}$/.test(text) ? readInstant(text) : null;
  if (epochMs === null) throw new UsageError(`--start "${text}" is not a day such as 2026-02-02`);
  return epochMs;
}

/** Writes a file and the folders that it lies in, and says so. */
export async function writeOut(host: Host, out: string, content: FileContent): Promise<void> {
  const path = host.files.resolve(out, null);
  await host.files.makeFolder(host.files.resolve('.', path));
  await host.files.writeFile(path, content);
  host.stderr.write(`${out} written\n`);
}
