import { cloneOf } from '../../experiment/plan/candidate.ts';
import { generatedGroup } from '../../experiment/plan/mix.ts';
import type { Plan } from '../../experiment/plan/plan.ts';
import type { Trial } from '../../experiment/plan/trials.ts';
import type { NumberSpec, Scenario } from '../../model/spec.ts';
import type { LoadedScenario } from '../../scenario/loaded.ts';
import { formatDuration } from '../../scenario/quantities.ts';

/** How the written file names other files. */
export interface AnswerPaths {
  /** The planned scenario. */
  readonly base: string;
  /** A path as it stood in a file, or on the command line (null). */
  readonly resolve: (path: string, origin: string | null) => string;
}

type Doc = Record<string, unknown>;

/**
 * The planned scenario with the numbers of a pool in place of its own, as a document that extends it. What
 * the command line or the environment had set is copied in, so that the file alone says it all. Numbers
 * stand in the order in which they were simulated: a run of the file is the same to the last bit.
 */
export function answerDocument(
  loaded: LoadedScenario,
  plan: Plan,
  answer: Trial,
  paths: AnswerPaths,
): Doc {
  const { scenario } = plan.problem;
  const document: Doc = { extends: paths.base, seed: scenario.seed };
  const resolved = loaded.resolved as Doc;
  const outside = outsideKeys(loaded);
  const pools = (resolved.campaigns as { pool?: unknown }[]).some(
    ({ pool }) => pool === undefined || Array.isArray(pool),
  );
  for (const [key, value] of Object.entries(resolved)) {
    const gone =
      key === 'interventions' &&
      scenario.interventions.length > answer.scenario.interventions.length;
    const copied = outside.has(key) || gone || (key === 'campaigns' && pools);
    if (key === 'numbers' || key === 'seed' || !copied) continue;
    document[key] = withPaths(value, key, loaded, paths);
  }
  if (pools) document.campaigns = withPools(document.campaigns as Doc[], answer.scenario);
  const { interventions } = document;
  if (Array.isArray(interventions)) {
    const ids = new Set(answer.scenario.numbers.map(({ id }) => id));
    const all = new Set(scenario.numbers.map(({ id }) => id));
    const gone = (id: string | undefined) => id !== undefined && all.has(id) && !ids.has(id);
    document.interventions = interventions.filter(
      (each: { number?: string; with?: string }) => !gone(each.number) && !gone(each.with),
    );
  }
  document.numbers = numberEntries(plan, answer.scenario);
  return document;
}

/** Top-level keys in which something came from outside of the files. */
function outsideKeys({ origins }: LoadedScenario): ReadonlySet<string> {
  const keys = [...origins].flatMap(([path, origin]) =>
    /^(--|POOLSIM_)/.test(origin) ? [path.split(/[.[]/, 1)[0]] : [],
  );
  return new Set(keys);
}

/** The value with every `file` in it named as the written file has to. */
function withPaths(
  value: unknown,
  at: string,
  loaded: LoadedScenario,
  paths: AnswerPaths,
): unknown {
  if (Array.isArray(value))
    return value.map((each, i) => withPaths(each, `${at}[${i}]`, loaded, paths));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => {
      const path = `${at}.${key}`;
      if (key !== 'file' || typeof child !== 'string')
        return [key, withPaths(child, path, loaded, paths)];
      const origin = loaded.origins.get(path) ?? '';
      const file = /^(?:extends )?(.*):\d+$/.exec(origin)?.[1] ?? null;
      return [key, paths.resolve(child, file)];
    }),
  );
}

/** Pools that were written out name every number of the answer; a generated group by its name. */
function withPools(campaigns: readonly Doc[], answer: Scenario): Doc[] {
  return campaigns.map((campaign, c) => {
    if (campaign.pool !== undefined && !Array.isArray(campaign.pool)) return campaign;
    const names = answer.campaigns[c].pool.map((n) => {
      const { id } = answer.numbers[n];
      return generatedGroup(id) ?? id;
    });
    const whole = new Set(names);
    const wholeGroups = answer.numbers.every(
      ({ id }, n) => !whole.has(generatedGroup(id) ?? id) || answer.campaigns[c].pool.includes(n),
    );
    const pool = wholeGroups
      ? [...whole]
      : answer.campaigns[c].pool.map((n) => answer.numbers[n].id);
    return { ...campaign, pool };
  });
}

function numberEntries(plan: Plan, answer: Scenario): Doc[] {
  const entries: Doc[] = [];
  const generated = new Map<string, { count: number }>();
  for (const number of answer.numbers) {
    const group = generatedGroup(number.id);
    if (group === null) {
      entries.push({
        e164: number.id,
        country: answer.countries[number.country],
        ...facts(answer, number),
      });
      continue;
    }
    const known = generated.get(group);
    if (known !== undefined) {
      known.count++;
      continue;
    }
    const parts = plan.problem.groups.flatMap(({ mix }) => mix);
    const clonedFrom = parts.find(({ cloneGroup }) => cloneGroup === group);
    const shared = clonedFrom === undefined ? number : cloneOf(plan.problem.scenario, clonedFrom);
    const generate = {
      group,
      country: answer.countries[number.country],
      count: 1,
      ...facts(answer, { ...number, ...shared }),
    };
    generated.set(group, generate);
    entries.push({ generate });
  }
  return entries;
}

function facts({ connections, countries }: Scenario, number: NumberSpec): Doc {
  const { name, spamScore, callsPerDayMax, concurrentMax, firstUsedMs, allowedCountries } = number;
  const warmUp = number.warmUp.map(({ forMs, callsPerDayMax: callsPerDay }) => ({
    for: formatDuration(forMs),
    callsPerDay,
  }));
  return {
    ...(name === '' ? {} : { name }),
    connection: connections[number.connection].id,
    managed: number.managed,
    ...(number.status === 'active' ? {} : { status: number.status }),
    ...(allowedCountries.length === 0
      ? {}
      : { allowedCountries: allowedCountries.map((country) => countries[country]) }),
    ...(spamScore === null ? {} : { spamScore }),
    ...(Number.isFinite(callsPerDayMax) ? { callsPerDayMax } : {}),
    ...(Number.isFinite(concurrentMax) ? { concurrentMax } : {}),
    ...(number.coolDownMs > 0 ? { coolDown: formatDuration(number.coolDownMs) } : {}),
    ...(warmUp.length > 0 ? { warmUp } : {}),
    ...(firstUsedMs <= 0 ? { age: formatDuration(firstUsedMs === 0 ? 0 : -firstUsedMs) } : {}),
  };
}
