import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BROWSER_SCRIPT } from '../support/source-rules.ts';
import { ROOT, readDocument, tableRows } from './documents.ts';

const ROOMS = tableRows(readDocument('docs/ARCHITECTURE.md'), /^[a-z]+$/).map((cells) => {
  const allowed = { nothing: [], 'all of them': null }[cells[3]] ?? cells[3].split(', ');
  return { room: cells[0], allowed: cells[3] === 'all of them' ? null : allowed };
});

/** Rooms that run anywhere: no clock, no chance and no machine of their own. */
const PURE = ['base', 'selector', 'kernel', 'stats', 'model', 'experiment', 'report'];
const IMPURE =
  /\b(Math\.random|Date\.now|performance\.now|console\.|globalThis\.)|\bprocess\.(argv|cwd|env|exit|hrtime|memoryUsage|nextTick|on|pid|resourceUsage|std\w+|version)/;

interface Source {
  readonly path: string;
  readonly room: string;
  readonly text: string;
  readonly imports: readonly string[];
}

/** Every file inside a room, without its comments. */
const SOURCES: readonly Source[] = readdirSync(`${ROOT}src`, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && path.includes('/'))
  .map((path) => {
    const text = readFileSync(join(ROOT, 'src', path), 'utf8')
      .replaceAll(/\/\*[\s\S]*?\*\//g, '')
      .replaceAll(/^\s*\/\/.*$/gm, '');
    const found = text.matchAll(/^(?:import|export)[^;]*?from '([^']+)';|\bimport\('([^']+)'\)/gm);
    const imports = [...found].map(([, plain, dynamic]) => plain ?? dynamic);
    return { path, room: path.split('/', 1)[0], text, imports };
  });

describe('rooms', () => {
  it('are those of the table', () => {
    expect(ROOMS.map(({ room }) => room).sort()).toEqual(
      [...new Set(SOURCES.map(({ room }) => room))].sort(),
    );
  });

  it.each(ROOMS)('$room imports only rooms below it', ({ room, allowed }) => {
    const wrong: string[] = [];
    for (const { path, imports } of SOURCES.filter((source) => source.room === room)) {
      for (const target of imports.filter((name) => name.startsWith('.'))) {
        const other = normalize(join(dirname(path), target)).split('/', 1)[0];
        if (other !== room && allowed !== null && !allowed.includes(other)) {
          wrong.push(`${path} imports ${target}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each(PURE)('%s imports nothing of Node’s and asks no machine', (room) => {
    const wrong = SOURCES.filter((source) => source.room === room).flatMap((source) => [
      ...source.imports
        .filter((name) => name.startsWith('node:'))
        .map((n) => `${source.path} ${n}`),
      ...(IMPURE.test(source.text) && !BROWSER_SCRIPT.test(`src/${source.path}`)
        ? [`${source.path} ${IMPURE.exec(source.text)?.[0]}`]
        : []),
    ]);
    expect(wrong).toEqual([]);
  });

  it('keep packages out of those that need none', () => {
    const packages = (room: string) =>
      SOURCES.filter((source) => source.room === room)
        .flatMap(({ imports }) => imports)
        .filter((name) => !name.startsWith('.'));
    expect([...new Set(packages('kernel'))]).toEqual(['seedrandom']);
    for (const room of ['base', 'selector', 'stats', 'model', 'experiment']) {
      expect(packages(room)).toEqual([]);
    }
  });

  it('let only the host, and the entries of processes of their own, touch the process', () => {
    const cli = SOURCES.filter(({ room }) => room === 'cli');
    const touching = cli.filter(({ text }) => IMPURE.test(text));
    const others = touching.filter(({ path }) => !/^cli\/(host|bench\/\w+-worker)\.ts$/.test(path));
    expect(touching.length).toBeGreaterThan(0);
    expect(others).toEqual([]);
  });
});
