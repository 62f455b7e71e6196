import { DAY_MS } from '../../base/units.ts';
import type { ReplicationResult } from '../../model/result.ts';
import type { CampaignSpec, Scenario } from '../../model/spec.ts';
import type { Host } from '../host-seam.ts';
import type { Crew } from '../run/crew.ts';

/** What a run will cost, about. */
export interface Estimate {
  /** `pilot`: some replications were run and timed. `formula`: it took too long, the figures are a guess. */
  readonly by: 'pilot' | 'formula';
  readonly replications: number;
  readonly workers: number;
  readonly eventsPerReplication: number;
  readonly dialsPerReplication: number | null;
  readonly events: number;
  readonly wallMs: number;
}

/** The longest that a pilot may take, and when it has been warm for long enough. */
const PILOT_MS = 5_000;
const PILOT_WARM_MS = 1_500;
const PILOT_MOST = 20;
/** Events per second and core of a typical scenario with the auditor on, for the formula. Measured once. */
const EVENTS_PER_MS = 1_000;
/** Due, dial, ring, end, and a retry or a score moved: events per attempt, for the formula. */
const EVENTS_PER_ATTEMPT = 5;

/** Runs some replications for a few seconds; where not one is done by then, a formula answers. */
export async function estimateRun(
  host: Host,
  crew: Crew,
  scenario: Scenario,
  replications: number,
  workers: number,
): Promise<Estimate> {
  const rounds = Math.ceil(replications / workers);
  const pilot = await runPilot(host, crew, replications);
  if (pilot !== null) {
    const { events, dials, firstMs, lastMs } = pilot;
    return {
      by: 'pilot',
      replications,
      workers,
      eventsPerReplication: events,
      dialsPerReplication: dials,
      events: events * replications,
      wallMs: firstMs + lastMs * (rounds - 1),
    };
  }
  const eventsPerReplication = guessEvents(scenario);
  return {
    by: 'formula',
    replications,
    workers,
    eventsPerReplication,
    dialsPerReplication: null,
    events: eventsPerReplication * replications,
    wallMs: Math.max(PILOT_MS, eventsPerReplication / EVENTS_PER_MS) * rounds,
  };
}

/** What a pilot tells: the first replication pays for threads and compiling, the last one is warm. */
interface Pilot {
  readonly events: number;
  readonly dials: number;
  readonly firstMs: number;
  readonly lastMs: number;
}

/** Null when not even one replication was done in time. */
async function runPilot(host: Host, crew: Crew, replications: number): Promise<Pilot | null> {
  const startMs = host.nowMs();
  const limit = host.sleep(PILOT_MS);
  const timesMs: number[] = [];
  let first: ReplicationResult | undefined;
  while (timesMs.length < Math.min(replications, PILOT_MOST)) {
    const beginMs = host.nowMs();
    const run = crew.replicate([timesMs.length], undefined);
    // When the limit wins, the thread is ended and nobody waits for the run any more.
    run.catch(() => {});
    const results = await Promise.race([run, limit]);
    if (results === undefined) break;
    timesMs.push(host.nowMs() - beginMs);
    first ??= results[0];
    if (host.nowMs() - startMs > PILOT_WARM_MS) break;
  }
  if (first === undefined) return null;
  const { events, dials } = first;
  return { events, dials, firstMs: timesMs[0]!, lastMs: timesMs.at(-1)! };
}

/** Every attempt that the contacts may need, and an hourly step of every number's score. */
function guessEvents(scenario: Scenario): number {
  let attempts = 0;
  for (const campaign of scenario.campaigns) {
    attempts += contactCount(campaign) * (1 + campaign.retries.max);
  }
  const scoreSteps = (scenario.durationMs / DAY_MS) * 24 * scenario.numbers.length;
  return attempts * EVENTS_PER_ATTEMPT + scoreSteps;
}

function contactCount({ contacts }: CampaignSpec): number {
  return contacts.kind === 'table' ? contacts.table.count : contacts.count;
}
