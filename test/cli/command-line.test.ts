import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/all.ts';
import { call } from '../support/call.ts';

describe('the command line', () => {
  it('needs a command', async () => {
    const { code, stdout, stderr } = await call('');
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('a command is needed');
    expect(stderr).toContain('poolsim --help');
  });

  it('suggests the nearest command', async () => {
    const { code, stderr } = await call('metrcs stall.risk');
    expect(code).toBe(2);
    expect(stderr).toContain('no command "metrcs" — did you mean metrics?');
  });

  it('lists the commands where none is near', async () => {
    const { stderr } = await call('frobnicate');
    expect(stderr).toContain('the commands are');
    expect(stderr).toContain('completion');
  });

  it('suggests the nearest option, for each one that it does not know', async () => {
    const { code, stderr } = await call('metrics --jsno --whatever');
    expect(code).toBe(2);
    expect(stderr).toContain('--jsno (did you mean --json?), --whatever');
  });

  it('says what a command needs, and what it does not take', async () => {
    expect((await call('run')).stderr).toContain('run needs <scenario..>');
    expect((await call('metrics dials attempts')).stderr).toContain('metrics takes no "attempts"');
  });

  it.each([
    ['compare a.yaml b.yaml --horizon', 'horizon'],
    ['compare a.yaml b.yaml --horizon -5%', 'horizon'],
    ['run a.yaml --set --quiet', 'set'],
    ['sweep a.yaml --vary', 'vary'],
  ])('takes an option without its value as wrong usage: %s', async (line, name) => {
    const { code, stderr } = await call(line);
    expect(code).toBe(2);
    expect(stderr).toContain(`--${name} needs a value`);
    expect(stderr).not.toContain('fault');
  });

  it.each(['run a.yaml --json=yes', 'metrics --json=1', 'generate contacts --names='])(
    'takes no value of a flag for its absence: %s',
    async (line) => {
      const { code, stdout, stderr } = await call(line);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/--(json|names) takes no value: "--/);
    },
  );

  it.each(['run -', 'run - a.yaml', 'merge -', 'metrics -', 'run a.yaml --quiet -'])(
    'drops no dash in silence: %s',
    async (line) => {
      const { code, stdout, stderr } = await call(line);
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toContain('"-" names no file; stdin is /dev/stdin');
    },
  );

  it('takes a dash as the value of an option', async () => {
    const { stderr } = await call('report nowhere --out -');
    expect(stderr).toContain('nowhere: there is no such folder');
  });

  it('does not run a command whose line is wrong', async () => {
    const { stdout } = await call('metrics --jsno');
    expect(stdout).toBe('');
  });

  it('repeats the command that failed, quoted for a shell', async () => {
    const { stderr } = await call(['metrics', "what's this"]);
    expect(stderr).toContain(`reproduce: poolsim metrics 'what'\\''s this'`);
  });

  it('prints the version', async () => {
    expect(await call('--version')).toMatchObject({ code: 0, stdout: '0.0.0-test\n', stderr: '' });
  });

  it('lists every command in the help', async () => {
    const { code, stdout } = await call('--help');
    expect(code).toBe(0);
    for (const { usage } of COMMANDS) expect(stdout).toContain(`poolsim ${usage.split(' ', 1)[0]}`);
    expect(stdout).toContain('Exit codes');
  });

  it.each(COMMANDS.map((each) => each.usage.split(' ', 1)[0]!))(
    'has examples in the help of %s',
    async (word) => {
      const { code, stdout } = await call(`${word} --help`);
      expect(code).toBe(0);
      expect(stdout).toContain('Examples:');
      expect(stdout).toMatch(new RegExp(`Examples:\\n  poolsim ${word}`));
    },
  );
});

describe('completion', () => {
  it('prints a script for the shell', async () => {
    const { code, stdout } = await call('completion', { env: { SHELL: '/bin/bash' } });
    expect(code).toBe(0);
    expect(stdout).toContain('complete -o bashdefault');
  });

  it('completes commands and options', async () => {
    expect((await call('--get-yargs-completions poolsim met')).stdout).toBe('metrics\n');
    const options = await call('--get-yargs-completions poolsim metrics --js');
    expect(options.stdout).toBe('--json\n');
  });
});
