import { meanDuration } from '../../src/model/duration.ts';
import { lastFaultEndMs } from '../../src/model/faults.ts';
import type { CampaignSpec, NumberSpec, Scenario } from '../../src/model/spec.ts';
import { campaign, DAY_MS, MINUTE_MS } from './scenario-builder.ts';

const CONTACTS_MOST = 8;
const TALK_MS = 10 * MINUTE_MS;
/** More than the longest stage of any call but its talk: queue, ring, and the round trip of a refusal. */
const OVERHEAD_MS = 2 * MINUTE_MS;

/**
 * The world with its faults and limits, and with nothing else that could hold a contact for good: open day
 * and night, every number clean, active and allowed, nobody who intervenes. It goes on after the last
 * fault for as long as its work takes if there is never more than one call at a time: a bound.
 */
export function settledPlan(plan: Scenario): Scenario {
  const numbers = plan.numbers.map(settledNumber);
  const campaigns = plan.campaigns.map(settledCampaign);
  const settled: Scenario = {
    ...plan,
    numbers,
    campaigns,
    interventions: [],
    playbook: null,
    drift: { model: 'none' },
    provider: { ...plan.provider, talkAnswered: { law: 'constant', ms: TALK_MS } },
  };
  const fromMs = Math.max(0, lastFaultEndMs(plan));
  return { ...settled, durationMs: fromMs + drainBoundMs(settled) };
}

function settledNumber(number: NumberSpec): NumberSpec {
  return { ...number, status: 'active', owned: true, spamScore: 0, allowedCountries: [] };
}

function settledCampaign(spec: CampaignSpec): CampaignSpec {
  const { contacts } = spec;
  return {
    ...spec,
    windows: campaign(1, 1).windows,
    whenFull: 'wait',
    arrivals: { kind: 'at_start' },
    contacts:
      contacts.kind === 'generated'
        ? { ...contacts, count: Math.min(contacts.count, CONTACTS_MOST) }
        : contacts,
  };
}

/** Every attempt one after another through the slowest number and line, after everybody's longest waits. */
function drainBoundMs(plan: Scenario): number {
  const { numbers, connections, campaigns, faults, platform } = plan;
  let attempts = 0;
  let waitsMs = 0;
  for (const { contacts, retries, followUp } of campaigns) {
    const count = contacts.kind === 'generated' ? contacts.count : contacts.table.count;
    const rounds = followUp.max + 1;
    attempts += count * (retries.max + 1) * rounds;
    const retryMs = retries.max * Math.max(0, ...retries.delaysMs);
    waitsMs = Math.max(waitsMs, rounds * retryMs + followUp.max * followUp.delayMs);
  }
  // A slot may still be held by a notice that was lost, or a call that began slowly, as the faults end.
  let heldMs = platform.sweepAfterMs + platform.throttleBackoffMs;
  for (const fault of faults) {
    if (fault.kind === 'slow') heldMs += fault.delayMs;
    if (fault.kind === 'late_notices') heldMs += 10 * meanDuration(fault.delay);
  }
  const callMs = TALK_MS + OVERHEAD_MS;
  const gapMs = Math.max(...connections.map(({ callsPerSecond }) => 1_000 / callsPerSecond));
  const coolMs = Math.max(...numbers.map(({ coolDownMs }) => coolDownMs));
  const perDay = Math.min(
    DAY_MS / (callMs + gapMs + coolMs),
    ...numbers.map((n) => Math.min(n.callsPerDayMax, ...n.warmUp.map((s) => s.callsPerDayMax))),
  );
  const days = Math.ceil(attempts / Math.max(1, Math.floor(perDay))) + 2;
  return days * DAY_MS + waitsMs + heldMs;
}
