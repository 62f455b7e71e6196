import { DAY_MS } from '../../base/units.ts';
import type { CampaignSpec, Scenario } from '../../model/spec.ts';
import type { Host } from '../host-seam.ts';
import type { Crew } from '../run/crew.ts';

/** What a run will cost, about. */
export interface Estimate {
  /** `pilot`: one replication was run and timed. `formula`: it took too long, the figures are a guess. */
  readonly by: 'pilot' | 'formula';
  readonly replications: number;
  readonly workers: number;
  readonly eventsPerReplication: number;
  readonly dialsPerReplication: number | null;
  readonly events: number;
  readonly wallMs: number;
}

const PILOT_MS = 5_000;
/** Events per second and core of a typical scenario with the auditor on, for the formula. Measured once. */
const EVENTS_PER_MS = 1_000;
/** Due, dial, ring, end, and a retry or a score moved: events per attempt, for the formula. */
const EVENTS_PER_ATTEMPT = 5;

/** Runs replication 0 for at most five seconds; where it is not done by then, a formula answers. */
export async function estimateRun(
  host: Host,
  crew: Crew,
  scenario: Scenario,
  replications: number,
  workers: number,
): Promise<Estimate> {
  const startMs = host.nowMs();
  const pilot = await Promise.race([crew.replicate([0], undefined), host.sleep(PILOT_MS)]);
  const pilotMs = host.nowMs() - startMs;
  const rounds = Math.ceil(replications / workers);
  const result = pilot?.[0];
  if (result !== undefined) {
    return {
      by: 'pilot',
      replications,
      workers,
      eventsPerReplication: result.events,
      dialsPerReplication: result.dials,
      events: result.events * replications,
      wallMs: pilotMs * rounds,
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
