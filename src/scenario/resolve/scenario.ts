import type { GateSpec } from '../../model/gate-spec.ts';
import type { PlatformSpec, Scenario } from '../../model/spec.ts';
import { parseGate } from '../gate.ts';
import type { ScenarioInput } from '../schema/scenario.ts';
import { seedText } from '../seed.ts';
import { everOpens } from '../windows.ts';
import { zoneSpec } from '../zones.ts';
import { audienceOf } from './audience.ts';
import { resolveCampaigns } from './campaigns.ts';
import { Connections } from './connections.ts';
import type { Context } from './context.ts';
import { readPriceFile, readTrace } from './data-files.ts';
import { resolveFaults } from './faults.ts';
import { resolveInterventions } from './interventions.ts';
import { resolveNumbers } from './numbers.ts';
import { resolvePlaybook } from './playbook.ts';
import { preflight } from './preflight.ts';
import { Supply } from './supply.ts';
import {
  registerTables,
  resolveAnswer,
  resolveDrift,
  resolvePrices,
  resolveProvider,
} from './world.ts';

export interface Resolved {
  readonly scenario: Scenario;
  readonly gates: readonly GateSpec[];
}

/**
 * A checked document as a scenario: files read, references turned into indices, tables laid out by
 * country. Whatever is wrong goes to the context; the result is only good where nothing was.
 */
export async function resolveScenario(input: ScenarioInput, context: Context): Promise<Resolved> {
  const connections = new Connections(input, context);
  const inventory = await resolveNumbers(input, connections, context);
  const campaigns = await resolveCampaigns(input, inventory, connections, context);
  const supply = new Supply(campaigns.length);
  const targets = { inventory, connections, campaigns, context, supply };
  const playbook = resolvePlaybook(input, targets);
  const interventions = resolveInterventions(input.interventions, targets);
  const faults = resolveFaults(input.faults, targets);
  registerTables(input, context);
  const fileOfPrices = await readPriceFile(input.prices.file, context);
  // From here on the dictionary of countries is complete.
  const drift =
    input.drift.model === 'trace'
      ? await readTrace(input.drift.file, inventory, context)
      : resolveDrift(input.drift, context);
  const scenario: Scenario = {
    name: input.name,
    why: input.why,
    seed: seedText(String(input.seed)),
    startEpochMs: input.start,
    durationMs: input.duration,
    platform: resolvePlatform(input.platform),
    selector: input.selector,
    countries: context.countries.names,
    zones: context.zones.names.map((name) => zoneSpec(name, input.start, input.duration)),
    connections: connections.list,
    numbers: inventory.list,
    campaigns: campaigns.map((campaign, c) => ({
      ...campaign,
      reserve: [...supply.reserves[c]].sort((a, b) => a - b),
    })),
    answer: resolveAnswer(input.answer, context),
    provider: resolveProvider(input.provider),
    drift,
    prices: resolvePrices(input.prices, fileOfPrices, context),
    interventions,
    playbook,
    faults,
  };
  checkWindows(scenario, context);
  const gates = resolveGates(input, scenario, context);
  if (context.problems.length === 0) preflight(scenario, connections, context);
  return { scenario, gates };
}

function resolvePlatform(input: ScenarioInput['platform']): PlatformSpec {
  return {
    spamThreshold: input.spamThreshold,
    warningBand: input.warningBand,
    scoreRefreshMs: input.scoreRefresh,
    scoreLagMs: input.scoreLag,
    tenantConcurrency: input.tenantConcurrency ?? Number.POSITIVE_INFINITY,
    sweepAfterMs: input.sweepAfter,
    throttleBackoffMs: input.throttleBackoff,
    releaseHoldMs: input.releaseHold,
  };
}

/** A window that opens in no zone of any contact is an error; in some only, a warning. */
function checkWindows(scenario: Scenario, context: Context): void {
  for (const [i, campaign] of scenario.campaigns.entries()) {
    const { windows } = campaign;
    const opensNever = !windows.days.includes(true) || windows.fromMinute >= windows.toMinute;
    if (opensNever) continue;
    const byZone = audienceOf(campaign.contacts).byZone;
    const closed = [...byZone].filter(
      ([zone]) =>
        !everOpens(windows, scenario.zones[zone], scenario.startEpochMs, scenario.durationMs),
    );
    if (closed.length === 0) continue;
    if (closed.length === byZone.size) {
      const message = 'the window never opens between the start and the end of the scenario';
      const remedy = 'change the days, the start or the duration';
      context.problem(['campaigns', i, 'windows'], message, remedy);
      continue;
    }
    const contacts = Math.round(closed.reduce((sum, [, count]) => sum + count, 0));
    const names = closed.map(([zone]) => scenario.zones[zone].name).join(', ');
    context.warn(
      'window-never-opens',
      `campaign ${campaign.name}: the calling window never opens for ${contacts} contacts (${names})`,
      'make the scenario longer, or the window wider',
    );
  }
}

function resolveGates(input: ScenarioInput, scenario: Scenario, context: Context): GateSpec[] {
  const campaigns = scenario.campaigns.map((campaign) => campaign.name);
  const present = new Set<string>();
  for (const campaign of scenario.campaigns) {
    for (const country of audienceOf(campaign.contacts).byCountry.keys()) {
      present.add(scenario.countries[country]);
    }
  }
  const countries = context.contactsIncomplete ? null : [...present].sort();
  return input.gates.flatMap((text, i) => {
    const parsed = parseGate(text, { campaigns, countries });
    if (parsed.ok) return [parsed.value];
    context.problem(['gates', i], parsed.message, parsed.remedy);
    return [];
  });
}
