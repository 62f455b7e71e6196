import { call } from './call.ts';
import type { MemoryHost } from './memory-host.ts';

/** Names that would break a page that takes text for markup. */
export const HOSTILE = '</script><script>window.hurt=1</script> "q" \'a\' & مرحبا';

/** Two days in which numbers are flagged and cleared, and one country stalls; a name that would hurt a page. */
export const STALLING = `name: stalling
why: "${HOSTILE.replaceAll('"', '\\"')}"
seed: 5
replications: 12
start: 2026-03-02T09:00:00-05:00
duration: 2d
platform: { scoreRefresh: 1h, tenantConcurrency: 10 }
numbers:
  - generate: { group: us, country: US, count: 4, allowedCountries: [US], spamScore: 10 }
  - { e164: "+442079460001", allowedCountries: [GB], name: ${JSON.stringify(HOSTILE)} }
  - { e164: "+442079460002", allowedCountries: [GB], name: London }
  - { e164: "+442079460003", allowedCountries: [GB], status: inactive }
campaigns:
  - name: outreach
    pool: all
    windows: always
    retries: { max: 3, delays: [4h] }
    contacts: { generate: { count: 300, countries: { US: 60%, GB: 40% } } }
  - name: service
    pool: [us, "+442079460002"]
    windows: always
    contacts: { generate: { count: 60, countries: { US: 50%, GB: 50% } } }
drift: { model: two-state, flagPerDay: 2, clearPerDay: 4 }
gates:
  - stall.risk <= 5%
`;

const FILES = { 'w.yaml': STALLING };

/** The page of such a run alone, and with what plan, sweep and compare found beside it. */
export async function stallingPages(): Promise<{ plain: string; full: string }> {
  const run = await call('run w.yaml --out r --page --quiet', { files: FILES });
  const vary = '--vary platform.scoreRefresh=0h,12h --vary drift.flagPerDay=1,4';
  const sweep = await call(`sweep w.yaml --design oat --reps 6 --out s --quiet ${vary}`, {
    files: FILES,
  });
  const plan = await call(
    'plan w.yaml --target stall.risk<=60% --budget 200 --most 6 --quiet --json'.split(' '),
    { files: FILES },
  );
  const compared = await call(
    'compare w.yaml --set-b drift.flagPerDay=4 --reps 12 --quiet --json',
    { files: FILES },
  );
  const files = {
    ...texts(run.host),
    ...texts(sweep.host),
    'plan.json': plan.stdout,
    'ab.json': compared.stdout,
  };
  const full = await call('report r s plan.json ab.json r --format html --out -', { files });
  if (full.code !== 0) throw new Error(full.stderr);
  return { plain: run.host.text('r/report.html'), full: full.stdout };
}

function texts(host: MemoryHost): Record<string, string> {
  const decoder = new TextDecoder();
  return Object.fromEntries([...host.disk].map(([path, data]) => [path, decoder.decode(data)]));
}
