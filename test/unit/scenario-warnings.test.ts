import { describe, expect, it } from 'vitest';
import { load, scenarioText } from '../support/scenario-input.ts';

async function warnings(changes: Readonly<Record<string, string>>) {
  const loaded = await load(scenarioText({ connections: '[{ id: a }]', ...changes }));
  return loaded.warnings.map(({ code, text }) => `${code}: ${text}`);
}

const audience = (shares: string, rest = 'pool: all') =>
  `[{ name: q1, ${rest}, contacts: { generate: { count: 100, countries: ${shares} } } }]`;
const group = (country: string, count: number, rest = '') =>
  `{ generate: { country: ${country}, count: ${count}, ${rest} } }`;

describe('before the start', () => {
  it('nothing is said of a pool that is wide enough', async () => {
    expect(await warnings({ numbers: `[${group('US', 2)}]` })).toEqual([]);
  });

  it('contacts that no number may dial are counted by country', async () => {
    const numbers = `[${group('US', 5, 'allowedCountries: [US]')}]`;
    const found = await warnings({ numbers, campaigns: audience('{ US: 50%, GB: 30%, DE: 20% }') });
    expect(found).toEqual([
      'structural-stall: campaign q1: no active number of the pool may dial 50 contacts (GB: 30; DE: 20)',
    ]);
  });

  it('an inactive number does not count', async () => {
    const numbers = `[${group('US', 5, 'status: inactive')}]`;
    expect((await warnings({ numbers }))[0]).toMatch(/^structural-stall: .* 100 contacts/);
  });

  it('a single eligible number is named, and a score at the threshold is eligible', async () => {
    const numbers = `[${group('US', 1, 'spamScore: 70')}, ${group('GB', 4, 'spamScore: 70.5')}]`;
    const found = await warnings({ numbers, campaigns: audience('{ US: 1 }') });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^one-eligible-number: .*US: 100, US\/1/);
  });

  it('a country that starts flagged is told apart from one that nobody may dial', async () => {
    const numbers = `[${group('US', 2, 'spamScore: 71')}]`;
    expect((await warnings({ numbers, campaigns: audience('{ US: 1 }') }))[0]).toMatch(
      /^flagged-at-start: .*US: 100/,
    );
  });

  it('numbers without a score are counted, unless the drift model brings its own', async () => {
    const numbers = '[{ e164: +14155550100 }, { e164: +14155550101, spamScore: 4 }]';
    expect((await warnings({ numbers }))[0]).toMatch(/^no-spam-score: 1 active .*\+14155550100/);
    expect(await warnings({ numbers, drift: '{ model: two-state }' })).toEqual([]);
  });

  it('a window that opens in some zones only is a warning', async () => {
    const campaigns =
      '[{ name: q1, pool: all, windows: { days: [mon], from: "09:00", to: "10:00" }, contacts: { generate: { count: 100, countries: { US: 1 }, zones: { US: { America/New_York: 70%, America/Los_Angeles: 30% } } } } }]';
    const start = '2026-03-02T09:00:00-05:00';
    const found = await warnings({ campaigns, start, duration: '2h' });
    expect(found).toEqual([
      'window-never-opens: campaign q1: the calling window never opens for 30 contacts (America/Los_Angeles)',
    ]);
    expect(await warnings({ campaigns, start, duration: '4h' })).toEqual([]);
  });

  it('connections that nobody listed are made, and said', async () => {
    const numbers = `[${group('US', 2, 'connection: x')}, ${group('GB', 2)}]`;
    const loaded = await load(scenarioText({ numbers }));
    expect(loaded.scenario.connections.map((connection) => connection.id)).toEqual(['x']);
    expect(loaded.warnings.map((warning) => warning.code)).toEqual(['connections-by-default']);
  });

  it('every warning says what to do', async () => {
    const numbers = '[{ e164: +14155550100, allowedCountries: [US] }]';
    const { warnings: found } = await load(scenarioText({ numbers }));
    expect(found.length).toBeGreaterThan(2);
    for (const { code, hint } of found) {
      expect(code).toMatch(/^[a-z-]+$/);
      expect(hint).not.toBe('');
    }
  });
});
