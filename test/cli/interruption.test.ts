import { expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli/program.ts';
import { Interruption } from '../../src/cli/run/interruption.ts';
import { call } from '../support/call.ts';
import { MemoryHost } from '../support/memory-host.ts';
import { TINY, tinyWithGates } from '../support/tiny-scenario.ts';

const files = { 'tiny.yaml': TINY };

it('keeps on Ctrl-C what was finished, marked partial', async () => {
  const { code, stdout, stderr, host } = await call('run tiny.yaml --workers 1', {
    files,
    onTask: (self, task) => {
      if (task === 2) self.interrupt();
    },
  });
  expect(code).toBe(130);
  expect(stdout).toContain('interrupted');
  const [folder, finished] = /reports\/tiny-[0-9a-f]{12}-partial-(\d)/.exec(stderr)!;
  expect(Number(finished)).toBeGreaterThanOrEqual(1);
  expect(Number(finished)).toBeLessThan(6);
  expect(JSON.parse(host.text(`${folder}/summary.json`))).toMatchObject({
    partial: true,
    replications: Number(finished),
    requested: 6,
  });
});

it('gives a part no verdict, whatever its gates would say', async () => {
  const { code, stdout, host } = await call('run tiny.yaml --workers 1 --page', {
    files: { 'tiny.yaml': tinyWithGates('dials >= 0', 'dials <= 0') },
    onTask: (self, task) => {
      if (task === 2) self.interrupt();
    },
  });
  expect(code).toBe(130);
  expect(stdout).toContain('interrupted, so there is no verdict');
  expect(stdout.match(/^dials .= 0 +not judged/gm)).toHaveLength(2);
  expect(stdout).not.toMatch(/breached|unsure|Why a gate/);
  const names = [...host.disk.keys()];
  const summary = host.text(names.find((name) => name.endsWith('/summary.json'))!);
  expect(JSON.parse(summary).gates).toMatchObject([{ verdict: null }, { verdict: null }]);
  const page = host.text(names.find((name) => name.endsWith('/report.html'))!);
  expect(page).toContain('not judged');
});

it('exits 130 where a scenario was not begun, though the one before was finished', async () => {
  const host = new MemoryHost(['run', 'tiny.yaml', 'tiny.yaml', '--workers', '1'], { files });
  const { writeFile } = host.files;
  Object.assign(host.files, {
    writeFile: (path: string, data: string) => {
      host.interrupt();
      return writeFile(path, data);
    },
  });
  expect(await runCommandLine(host)).toBe(130);
  expect(host.stderr.text).not.toContain('partial');
  expect(host.stdout.text).not.toContain('interrupted');
});

it('does not begin the next scenario', async () => {
  const { code, stdout, stderr } = await call('run tiny.yaml tiny.yaml --json', {
    files,
    onTask: (self, task) => {
      if (task === 2) self.interrupt();
    },
  });
  expect(code).toBe(130);
  expect(JSON.parse(stdout)).toHaveLength(1);
  expect(stderr.match(/partial/g)).toHaveLength(1);
  expect(stderr).not.toContain('before the first replication');
});

it('quits at once on the second Ctrl-C, but not on an echo of the first', async () => {
  const quits: unknown[] = [];
  await call('run tiny.yaml --workers 1', {
    files,
    onTask: (self, task) => {
      if (task !== 1) return;
      self.interrupt();
      self.clockMs += 20;
      self.interrupt();
      quits.push(self.quitWith);
      self.clockMs += 1_000;
      self.interrupt();
      quits.push(self.quitWith);
    },
  });
  expect(quits).toEqual([null, 130]);
});

it('says so when nothing was finished', async () => {
  const { code, stdout, stderr } = await call('run tiny.yaml --workers 1', {
    files,
    onTask: (self, task) => {
      if (task === 0) self.interrupt();
    },
  });
  expect(code).toBe(130);
  expect(stdout).toBe('');
  expect(stderr).toContain('before the first replication');
});

it('quits at once while the first scenario is being read: nothing is under way', () => {
  const host = new MemoryHost([]);
  const interruption = new Interruption(host);
  host.interrupt();
  expect(host.quitWith).toBe(130);
  expect(host.stderr.text).toContain('interrupted before the first replication');
  expect(interruption.signal.aborted).toBe(true);
});
