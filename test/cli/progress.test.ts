import { describe, expect, it } from 'vitest';
import { Progress, seconds } from '../../src/cli/run/progress.ts';
import { MemoryHost } from '../support/memory-host.ts';

function progressOver(isTTY: boolean, quiet = false) {
  const host = new MemoryHost([], { isTTY });
  const progress = new Progress(host, 'tiny', quiet);
  for (let done = 1; done <= 50; done++) {
    host.clockMs += 500;
    progress.update(done, 100);
  }
  progress.clear();
  return host;
}

describe('progress', () => {
  it('is one rewritten line on a terminal, and leaves nothing behind', () => {
    const { text } = progressOver(true).stderr;
    const lines = text.split('\r\u001b[K');
    expect(lines).toHaveLength(52);
    expect(lines[50]).toBe('tiny: 50 of 100 replications, about 25 s left');
    expect(lines[51]).toBe('');
    expect(text).not.toContain('\n');
  });

  it('is not cut where the terminal does not know its width', () => {
    const host = new MemoryHost([], { isTTY: true });
    host.stderr.columns = 0;
    const progress = new Progress(host, 'tiny', false);
    host.clockMs += 500;
    progress.update(50, 100);
    expect(host.stderr.text).toMatch(/left$/);
  });

  it('is a line every ten seconds elsewhere', () => {
    expect(progressOver(false).stderr.text).toBe(
      'tiny: 20 of 100 replications, about 40 s left\ntiny: 40 of 100 replications, about 30 s left\n',
    );
  });

  it('is silent where it is asked to be, and never on stdout', () => {
    expect(progressOver(true, true).stderr.text).toBe('');
    expect(progressOver(true).stdout.text).toBe('');
  });

  it.each([
    [400, '0.4 s'],
    [12_300, '12 s'],
    [200_000, '3 min 20 s'],
    [7_500_000, '2 h 5 min'],
  ])('writes %i ms as %s', (ms, text) => {
    expect(seconds(ms)).toBe(text);
  });
});
