import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CASE_GROUPS } from '../../src/bench/bench-case.ts';
import { COMMANDS } from '../../src/cli/commands/all.ts';
import { EXIT, type ExitCode, worstExit } from '../../src/cli/exit-codes.ts';
import { FIGURES, POOL_STATUSES } from '../../src/model/figures.ts';
import { poolsim } from '../support/dist-command.ts';
import { documents, ROOT, readDocument, tableRows } from './documents.ts';
import { Playground } from './playground.ts';

const README = readDocument('README.md');
const CLI = readDocument('docs/CLI.md');

describe('commands', () => {
  const inReadme = tableRows(README, /^poolsim [a-z]+( |$)/).map(([usage]) => usage);

  it('of --help are those of the README', async () => {
    const help = await poolsim(['--help']);
    const list = /Commands:\n([\s\S]*?)\n\n/.exec(help.stdout)?.[1] ?? '';
    const usages = [...list.matchAll(/^ {2}(poolsim (?:\S+(?: [<[]\S+)*))/gm)].map((m) => m[1]);
    expect(usages.length).toBeGreaterThan(5);
    expect(usages.sort()).toEqual(inReadme.sort());
  });

  it.each(COMMANDS.map(({ usage }) => usage))('%s has the options of its help', async (usage) => {
    const help = await poolsim([usage.split(' ', 1)[0], '--help']);
    const list = /\nOptions:\n([\s\S]*?)\n\n/.exec(help.stdout)?.[1] ?? '';
    const options = [...list.matchAll(/^ +--([a-z][a-z-]*) /gm)].map((match) => match[1]);
    const section = CLI.split('### ').find((part) => part.startsWith(`\`poolsim ${usage}\``)) ?? '';
    const told = tableRows(section, /^--[a-z]/).map(([option]) => option.slice(2));
    expect(told.sort()).toEqual(options.filter((o) => o !== 'help' && o !== 'version').sort());
  });
});

describe('exit codes', () => {
  const codes = Object.values(EXIT).map(String);

  it.each([
    ['README.md', README],
    ['docs/CLI.md', CLI],
  ])('are all in %s, and no others', (_path, document) => {
    expect(tableRows(document, /^\d+$/).map(([code]) => code)).toEqual(codes);
  });

  it('win over each other in the order that is told', () => {
    const order = /the first of ([\d, ]+) wins/.exec(CLI)?.[1].split(', ').map(Number) ?? [];
    expect(order).toHaveLength(codes.length - 1);
    order.forEach((code, i) => {
      expect(worstExit(order.slice(i).reverse() as ExitCode[])).toBe(code);
    });
  });

  it('are all in --help', async () => {
    const { stdout } = await poolsim(['--help']);
    const told = stdout.slice(stdout.indexOf('Exit codes:'));
    for (const code of codes) expect(told).toMatch(new RegExp(`\\b${code}\\s+[a-z]`));
  });
});

describe('environment variables', () => {
  it('of the code are those of the command line page', () => {
    const sources = readdirSync(`${ROOT}src`, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(ROOT, 'src', name), 'utf8'));
    const known = new Set(sources.flatMap((text) => text.match(/\bPOOLSIM_[A-Z]{3,}\b/g) ?? []));
    known.delete('POOLSIM_SEEDS');
    const told = new Set(CLI.match(/\bPOOLSIM_[A-Z]{3,}\b/g) ?? []);
    expect([...told].sort()).toEqual([...known].sort());
  });
});

describe('benchmarks', () => {
  it('have their groups told, in order', () => {
    const part = readDocument('docs/BENCHMARKS.md').split('## ')[0];
    const groups: readonly string[] = CASE_GROUPS;
    expect(tableRows(part, /^[a-z]+$/).map(([group]) => group)).toEqual(groups);
  });
});

describe('names of the model', () => {
  it('has every figure in its page', () => {
    const told = tableRows(readDocument('docs/FIGURES.md'), /^[a-z]+(\.|s$)/).map(([key]) => key);
    expect(told).toEqual(FIGURES.map(({ key }) => key));
  });

  it('has every pool status in the glossary, in order', () => {
    const words: readonly string[] = POOL_STATUSES;
    const rows = tableRows(readDocument('docs/GLOSSARY.md').split('## Pool status')[1], /^[a-z]+$/);
    expect(rows.map(([status]) => status)).toEqual(words);
  });
});

describe('a run', () => {
  const play = new Playground();
  const outputs = readDocument('docs/OUTPUTS.md');
  let files: string[] = [];
  beforeAll(async () => {
    const steps =
      'poolsim scenarios init s.yaml; poolsim run s.yaml --reps 100 --attempts --out run';
    const stalling = '--set gates=[] --set numbers.1.generate.spamScore=80 --quiet';
    const ran = await play.shell(`${steps} ${stalling}`);
    expect(ran.code, ran.stderr).toBe(0);
    files = readdirSync(join(play.folder, 'run'), { recursive: true, encoding: 'utf8' });
  });
  afterAll(() => rmSync(play.folder, { recursive: true }));

  it('leaves the files that are told, and no others', () => {
    const told = tableRows(outputs, /\.(json|csv|ndjson\.gz)|SHA256SUMS|\/$/).flatMap(([c]) =>
      c.split(', '),
    );
    const top = files
      .filter((name) => !name.includes('/'))
      .map((name) => name.replace(/^exemplar$/, 'exemplar/'));
    expect(told.sort()).toEqual(top.sort());
  });

  it('gives its tables the columns that are told', () => {
    const sections = outputs.split('\n### ').slice(1);
    const tables = files.filter((name) => name.endsWith('.csv'));
    expect(tables.some((name) => name.startsWith('exemplar/first-stall-'))).toBe(true);
    for (const name of tables) {
      const head = readFileSync(join(play.folder, 'run', name), 'utf8')
        .split('\n', 1)[0]
        .split(',');
      const title = `\`${name.replace(/exemplar\/(median|first-stall)-/, 'exemplar/<kind>-')}\``;
      const section = sections.find((part) => part.startsWith(title)) ?? '';
      const told = tableRows(section.split('\n## ')[0], /^[a-z]/).flatMap(([c]) => c.split(', '));
      expect(told, name).toEqual(head);
    }
  });

  it('gives its attempts the keys that are told', () => {
    const lines = gunzipSync(readFileSync(join(play.folder, 'run/attempts.ndjson.gz'))).toString();
    const section = outputs.split('## `attempts.ndjson.gz`')[1];
    const told = tableRows(section, /^[a-z]/).flatMap(([cell]) => cell.split(', '));
    expect(told.sort()).toEqual(Object.keys(JSON.parse(lines.split('\n', 1)[0])).sort());
  });
});

describe('links', () => {
  it.each(documents())('of %s lead somewhere', (path) => {
    const document = readDocument(path);
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
    const broken: string[] = [];
    for (const [, target] of document.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
      const [file, anchor] = target.split('#');
      const place = join(folder, file);
      const found = exists(place);
      if (!found || (anchor !== undefined && !anchors(place).includes(anchor))) broken.push(target);
    }
    expect(broken).toEqual([]);
  });
});

function exists(path: string): boolean {
  try {
    readdirSync(`${ROOT}${path}`);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOTDIR';
  }
}

/** What a heading is called in an address. */
function anchors(path: string): string[] {
  return [...readDocument(path).matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}
