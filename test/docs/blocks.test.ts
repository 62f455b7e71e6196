import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Block, blocksOf, documents, ROOT, readDocument } from './documents.ts';
import { Playground, type Ran } from './playground.ts';

// What stands in a block is run, or checked, just as it stands there; blocks of one document after
// one another in one folder. `<!-- not run: why -->` above a block is for what cannot be run here,
// `<!-- exit 6 -->` for what is meant to fail.

const RUN = /^(sh|bash|js|ts|yaml|json)$/;
const SHOWN = /^text$/;

const withBlocks = documents().filter((path) => blocksOf(readDocument(path)).length > 0);

describe.each(withBlocks)('%s', (path) => {
  const blocks = blocksOf(readDocument(path));
  const play = new Playground();
  let last: Ran | null = null;
  afterAll(() => rmSync(play.folder, { recursive: true }));

  it('has blocks in known languages, each run or with a reason why not', () => {
    for (const { language, marker, line } of blocks) {
      expect(RUN.test(language) || SHOWN.test(language), `line ${line}`).toBe(true);
      if (marker !== '') expect(marker, `line ${line}`).toMatch(/^(not run: .{10,}|exit \d+)$/);
    }
  });

  for (const block of blocks.filter(({ language }) => RUN.test(language))) {
    if (block.marker.startsWith('not run')) continue;
    it(`runs the ${block.language} of line ${block.line}`, { timeout: 300_000 }, async () => {
      last = await outcomeOf(play, block);
      const wanted = Number(/^exit (\d+)$/.exec(block.marker)?.[1] ?? 0);
      expect(last.code, `${last.stdout}${last.stderr}`).toBe(wanted);
      const shown = blocks[blocks.indexOf(block) + 1];
      if (shown?.lead === 'It prints:') expect(last.stdout).toBe(shown.text);
      if (shown?.lead.endsWith('on stderr:')) {
        expect(withoutTimes(last.stderr)).toBe(withoutTimes(shown.text));
      }
    });
  }
});

/** When exactly something happened may change with the model; what is said about it may not. */
function withoutTimes(text: string): string {
  return text.replaceAll(/event .* ms\)/g, 'event …');
}

function outcomeOf(play: Playground, { language, text, line }: Block): Promise<Ran> {
  const name = `block-${line}`;
  switch (language) {
    case 'sh':
    case 'bash':
      return play.shell(text);
    case 'js':
      play.write(`${name}.mjs`, text);
      return play.run(process.execPath, [`${name}.mjs`]);
    case 'ts': {
      play.write(`${name}.mts`, text);
      const flags = '--noEmit --strict --target es2023 --module nodenext --lib es2023 --types node';
      const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
      return play.run(process.execPath, [tsc, ...flags.split(' '), `${name}.mts`]);
    }
    case 'json':
      JSON.parse(text);
      return Promise.resolve({ code: 0, stdout: '', stderr: '' });
    default: {
      const whole = Object.hasOwn(parse(text), 'name');
      const base = whole ? '' : 'extends: scenarios/quickstart.yaml\n';
      play.write(`${name}.yaml`, `${base}${text}`);
      return play.shell(`poolsim scenarios validate ${name}.yaml`);
    }
  }
}
