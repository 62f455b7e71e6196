import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { baseline } from '../../src/cli/commands/baseline.ts';
import { bench } from '../../src/cli/commands/bench.ts';
import { blocksOf, readDocument } from '../docs/documents.ts';
import { call } from '../support/call.ts';

interface Workflow {
  readonly jobs: Record<string, { readonly steps: readonly { readonly run?: string }[] }>;
}

const DOCUMENT = readDocument('docs/CI.md');

it('shows a workflow whose commands exist, with options that exist', () => {
  const text = blocksOf(DOCUMENT).find(({ language }) => language === 'yaml')!.text;
  const { jobs } = parse(text) as Workflow;
  const runs = jobs.gates!.steps.flatMap(({ run }) => run ?? []);
  const commands = runs.filter((run) => run.includes('poolsim'));
  expect(commands.length).toBe(3);
  for (const command of commands) {
    expect(command).toMatch(/^npx poolsim bench /);
    for (const [, option] of command.matchAll(/ --([a-z-]+)/g)) {
      expect(Object.keys(bench.options), command).toContain(option);
    }
  }
  expect(runs.at(-1)).toContain('gates.md speed.md');
});

it('shows commands whose options exist', () => {
  const shell = blocksOf(DOCUMENT).filter(({ language }) => language === 'sh');
  const lines = shell.flatMap(({ text }) => text.trim().split('\n'));
  expect(lines.length).toBeGreaterThan(6);
  for (const line of lines) {
    const [, verb, rest] = /^poolsim (\w+) (.*)$/.exec(line)!;
    const { options } = verb === 'bench' ? bench : baseline;
    for (const [, option] of rest!.matchAll(/--([a-z-]+)/g)) {
      expect(Object.keys(options), line).toContain(option);
    }
  }
});

it('names every format that there is', async () => {
  const { stderr } = await call('bench --against x --format nothing');
  const formats = /is not one of ([\w, ]+)/.exec(stderr)![1]!.split(', ');
  const told = [...DOCUMENT.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(told.sort()).toEqual(formats.sort());
});
