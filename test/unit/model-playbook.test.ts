import { describe, expect, it } from 'vitest';
import type { InterventionSpec } from '../../src/model/action-spec.ts';
import type { PlaybookStep } from '../../src/model/operator/steps.ts';
import type { PlaybookSpec } from '../../src/model/playbook-spec.ts';
import { runReplication } from '../../src/model/run-replication.ts';
import type { Scenario } from '../../src/model/spec.ts';
import { numberMetric, watch } from '../support/model-replications.ts';
import { platform, statusHours, value } from '../support/model-run.ts';
import { done, playbook, stream } from '../support/playbook.ts';
import { connection, DE, GB, HOUR_MS, number, US } from '../support/scenario-builder.ts';

const at = (hour: number) => hour * HOUR_MS;
const twilio = { managed: 'twilio' } as const;
const bought = { ...twilio, owned: false } as const;
const score = (hour: number, index: number, points: number): InterventionSpec => ({
  atMs: at(hour) - HOUR_MS / 2,
  verb: 'set_score',
  number: index,
  score: points,
});

/** A pool, what is in reserve, what befalls it, and what the playbook does. */
function world(
  pool: number,
  reserve: Scenario['numbers'],
  interventions: readonly InterventionSpec[],
  book: Partial<PlaybookSpec>,
  over: Partial<Scenario> = {},
): Scenario {
  const own = Array.from({ length: pool }, (_, i) => number(`n/${i}`, twilio));
  const numbers = [...own, ...reserve];
  return stream(pool, { numbers, interventions, playbook: playbook(book), ...over });
}

/** What the playbook did, without what was done by hand. */
function acts(plan: Scenario): string[] {
  const { result } = watch(plan);
  const byHand = plan.interventions.map(({ verb }) => verb);
  return done(result).filter((line) => !byHand.some((verb) => line.includes(` ${verb} `)));
}

const without = (...steps: PlaybookStep[]) => ({ without: steps });

describe('rest', () => {
  const flagged = [score(3, 0, 90), score(10, 0, 20)];

  it('begins when a flag is seen, and ends once both score and time allow', () => {
    const plan = world(2, [], flagged, {});
    const { attempts, result } = watch(plan);
    expect(acts(plan)).toEqual(['3 pause n/0', '10 resume n/0']);
    expect(statusHours(plan, result, 0, 0, 'flagged')).toBeCloseTo(0.5, 9);
    expect(statusHours(plan, result, 0, 0, 'resting')).toBe(7);
    const resting = attempts.filter((call) => call.number === 0 && call.dialMs >= at(2.5));
    expect(resting.every((call) => call.dialMs >= at(10))).toBe(true);
    expect(value(plan, result, 'stall.risk')).toBe(0);
  });

  it('lasts its least time even where the score is low at once', () => {
    const calm = [score(3, 0, 90), score(4, 0, 20)];
    expect(acts(world(2, [], calm, {}))).toEqual(['3 pause n/0', '5 resume n/0']);
  });

  it('comes after the reaction time, in working hours only', () => {
    // 14:00 UTC is the start; shifts from 14 to 18 o'clock: reviews after 4 h of work, action 1 h later.
    const hours = {
      always: false,
      days: [true, true, true, true, true, true, true],
      fromMinute: 14 * 60,
      toMinute: 18 * 60,
    };
    const plan = world(2, [], [score(1, 0, 90)], { hours, reviewMs: at(4), reactionMs: at(1) });
    const twoDays = { ...plan, durationMs: at(48) };
    expect(acts(twoDays)).toEqual(['25 pause n/0']);
  });

  it('is put where the playbook says: row, number, campaign or connection', () => {
    const targets = (['row', 'number', 'campaign', 'connection'] as const).map((level) => {
      const pause = { level, resumeBelow: 60, restMinMs: at(2), restMax: 1 };
      return acts(world(2, [], [score(3, 0, 90), score(10, 0, 20)], { pause }));
    });
    expect(targets).toEqual([
      ['3 pause n/0 in c', '10 resume n/0 in c'],
      ['3 pause n/0', '10 resume n/0'],
      ['3 pause campaign c', '10 resume campaign c'],
      ['3 pause connection line', '10 resume connection line'],
    ]);
  });

  it('stops at the rest limit of the pool', () => {
    const all = [score(3, 0, 90), score(3, 1, 90), score(3, 2, 90), score(3, 3, 90)];
    const pause = { level: 'number', resumeBelow: 60, restMinMs: at(2), restMax: 0.5 } as const;
    expect(acts(world(4, [], all, { pause }))).toEqual(['3 pause n/0', '3 pause n/1']);
    const unlimited = acts(world(4, [], all, { pause, ...without('rest_limit') }));
    expect(unlimited).toHaveLength(4);
  });

  it('does not lift a pause that was set by hand, nor the other way round', () => {
    const target = { kind: 'number', number: 0 } as const;
    const hand: InterventionSpec[] = [
      score(3, 0, 90),
      { atMs: at(6), verb: 'pause', target },
      score(10, 0, 20),
      { atMs: at(15), verb: 'resume', target },
    ];
    const plan = world(2, [], hand, {});
    const { attempts, result } = watch(plan);
    expect(attempts.some((c) => c.number === 0 && c.dialMs >= at(3) && c.dialMs < at(15))).toBe(
      false,
    );
    expect(statusHours(plan, result, 0, 0, 'resting')).toBe(3);
    expect(statusHours(plan, result, 0, 0, 'paused')).toBe(9);
  });
});

describe('narrowing', () => {
  it('caps what is degraded, and is lifted when nothing is to be seen any more', () => {
    const plan = world(2, [], [score(3, 0, 65), score(8, 0, 20)], {});
    expect(acts(plan)).toEqual(['3 narrow n/0', '8 widen n/0']);
  });

  it('caps a number whose answer rate has fallen against its pool', () => {
    const plan = world(
      2,
      [],
      [score(4, 0, 68)],
      {
        spot: { silentReviews: 1_000, answerRateBelow: 0.5, attemptsMin: 5 },
        ...without('spot_status'),
        reviewMs: at(4),
      },
      {
        platform: platform({ warningBand: 0 }),
        answer: {
          ...stream(1).answer,
          meanByCountry: new Float64Array(4).fill(1),
          labelMultiplier: 0,
          labelMidpoint: 60,
          labelWidth: 1,
        },
      },
    );
    const { result } = watch(plan);
    expect(done(result)).toContain('8 narrow n/0');
    expect(result.actions.find(({ verb }) => verb === 'narrow')?.reason).toMatch(
      /^narrow: answer rate 0 % where others have 100 %$/,
    );
  });
});

describe('supply', () => {
  const supply = (spares: number[], purchasable: number[]) => ({
    replace: { leadMs: at(2), spares, purchasable },
  });

  it('attaches a spare first, then buys, up to the least eligible', () => {
    const reserve = [number('spare', twilio), number('buy/1', bought), number('buy/2', bought)];
    const plan = world(1, reserve, [], { eligibleMin: 3, ...supply([1], [2, 3]) });
    const { result } = watch(plan);
    expect(done(result)).toEqual(['1 attach spare in c', '1 add buy/1', '3 attach buy/1 in c']);
    expect(numberMetric(result, 3, 'rented_ms')).toBe(0);
  });

  it('never buys twice for one lack, however long the delivery', () => {
    const reserve = Array.from({ length: 5 }, (_, i) => number(`buy/${i}`, bought));
    const plan = world(1, reserve, [], {
      eligibleMin: 2,
      reactionMs: at(3),
      ...supply([], [1, 2, 3, 4, 5]),
    });
    expect(acts(plan)).toEqual(['4 add buy/0', '6 attach buy/0 in c']);
  });

  it('judges what was bought by the flags that it has had since', () => {
    // Flagged twice while somebody else's; twice again after its delivery at hour 3.
    const past = [score(1, 1, 90), score(2, 1, 20), score(2.4, 1, 90), score(2.8, 1, 20)];
    const since = [score(6, 1, 90), score(8, 1, 20), score(10, 1, 90)];
    const plan = world(1, [number('buy/1', bought)], [...past, ...since], {
      eligibleMin: 2,
      retire: { flags: 2, windowMs: at(1_000) },
      ...without('pause', 'replace', 'deactivate', 'release'),
      ...supply([], [1]),
    });
    expect(acts(plan)).toEqual(['1 add buy/1', '3 attach buy/1 in c', '10 detach buy/1 in c']);
  });

  it('ends with what may be bought', () => {
    const plan = world(1, [number('buy/1', bought)], [score(2, 0, 90), score(9, 1, 90)], {
      eligibleMin: 5,
      ...without('pause'),
      ...supply([], [1]),
    });
    expect(acts(plan)).toEqual(['1 add buy/1', '3 attach buy/1 in c']);
  });

  it('before the start leaves no gap in which nobody may dial', () => {
    const plan = world(
      1,
      [number('buy/1', bought)],
      [],
      { preflight: 'buy', ...supply([], [1]) },
      { numbers: [number('n/0', { ...twilio, allowedCountries: [GB] }), number('buy/1', bought)] },
    );
    const { result, attempts } = watch(plan);
    expect(done(result)).toEqual(['0 add buy/1', '0 attach buy/1 in c']);
    expect(attempts[0]).toMatchObject({ number: 1, dialMs: 0 });
    expect(value(plan, result, 'stall.structural_contacts')).toBe(0);
    expect(value(plan, result, 'stall.risk')).toBe(0);
    expect(result.episodes).toEqual([]);
  });

  it('lets a suitable number dial a country that nobody may dial', () => {
    const plan = world(2, [], [], without('keep_eligible'), {
      numbers: [
        number('de', { ...twilio, country: DE, allowedCountries: [DE], spamScore: 5 }),
        number('us', { ...twilio, country: US, allowedCountries: [GB], spamScore: 40 }),
      ],
    });
    const { result, attempts } = watch(plan);
    expect(done(result)).toEqual(['1 allow us']);
    expect(attempts.every((call) => call.number === 1 && call.dialMs >= at(1))).toBe(true);
    expect(value(plan, result, 'stall.structural_contacts')).toBe(0);
  });
});

describe('retiring', () => {
  const twice = [score(3, 0, 90), score(5, 0, 20), score(7, 0, 90)];
  const retire = { retire: { flags: 2, windowMs: at(24) }, signOffMs: at(4) };
  const quiet: PlaybookStep[] = ['pause', 'narrow', 'keep_eligible'];
  const reserve = [number('spare', twilio)];
  const replace = { leadMs: at(2), spares: [2], purchasable: [] };

  it('replaces, deactivates and releases, each at its time', () => {
    const plan = world(2, reserve, twice, { ...retire, replace, without: quiet });
    const { result, attempts } = watch(plan);
    expect(acts(plan)).toEqual([
      '7 replace n/0 by spare',
      '7 attach spare in c',
      '7 detach n/0 in c',
      '11 deactivate n/0',
      '11 release n/0',
    ]);
    expect(attempts.some((call) => call.number === 0 && call.dialMs >= at(7))).toBe(false);
    expect(numberMetric(result, 0, 'rented_ms')).toBe(at(11));
  });

  it('waits with a release for the hold after the last call', () => {
    const over = { platform: platform({ releaseHoldMs: at(12) }) };
    const plan = world(2, reserve, twice, { ...retire, replace, without: quiet }, over);
    const { attempts } = watch(plan);
    const last = Math.max(
      ...attempts.filter((call) => call.number === 0).map((call) => call.dialMs),
    );
    const released = acts(plan).find((line) => line.includes('release'));
    expect(released).toBe(`${Math.round(((last + at(12)) / HOUR_MS) * 100) / 100} release n/0`);
  });

  it('leaves each of its steps out where that is asked for', () => {
    const of = (...steps: PlaybookStep[]) =>
      acts(world(2, reserve, twice, { ...retire, replace, without: [...quiet, ...steps] })).map(
        (line) => line.split(' ').slice(1, 3).join(' '),
      );
    expect(of('replace')).toEqual(['detach n/0', 'deactivate n/0', 'release n/0']);
    expect(of('detach')).toEqual(['attach spare', 'deactivate n/0', 'release n/0']);
    expect(of('deactivate')).toEqual(['replace n/0', 'attach spare', 'detach n/0', 'release n/0']);
    expect(of('release')).toEqual(['replace n/0', 'attach spare', 'detach n/0', 'deactivate n/0']);
    expect(of('replace', 'detach', 'deactivate', 'release')).toEqual([]);
  });

  it('never releases a number that was brought along, nor forgets flags out of the window', () => {
    const byo = [number('n/0'), number('n/1'), number('spare', twilio)];
    const kept = world(2, reserve, twice, { ...retire, replace, without: quiet }, { numbers: byo });
    expect(acts(kept).some((line) => line.includes('release'))).toBe(false);
    const narrow = { ...retire, retire: { flags: 2, windowMs: at(2) }, replace, without: quiet };
    expect(acts(world(2, reserve, twice, narrow))).toEqual([]);
  });

  it('retires a number that stays silent while its like dial', () => {
    const plan = world(
      2,
      reserve,
      [],
      {
        replace,
        spot: { silentReviews: 2, answerRateBelow: 0, attemptsMin: 1_000 },
        without: [...quiet, 'deactivate', 'release'],
      },
      {
        connections: [connection(), connection({ id: 'dead' })],
        numbers: [
          number('n/0', { ...twilio, connection: 1 }),
          number('n/1', twilio),
          number('spare', twilio),
        ],
        faults: [{ kind: 'outage', connection: 1, fromMs: 0, toMs: at(24) }],
      },
    );
    expect(acts(plan)).toEqual([
      '2 replace n/0 by spare',
      '2 attach spare in c',
      '2 detach n/0 in c',
    ]);
  });
});

describe('the playbook as a whole', () => {
  it('does nothing where every step is left out, to the last event but its reviews', () => {
    const flagged = [score(3, 0, 90), score(5, 1, 65)];
    const none = { ...world(2, [], flagged, {}), playbook: null };
    const all = world(2, [], flagged, without('spot_status', 'keep_eligible', 'country_rules'));
    const [a, b] = [none, all].map((plan) => runReplication(plan, { replication: 0 }));
    expect(a.cells).toEqual(b.cells);
    expect(b.events - a.events).toBe(23);
  });

  it('never sees a true score: what the platform does not know moves nobody', () => {
    const unknown = { platform: platform({ scoreRefreshMs: at(48) }) };
    const trace = {
      model: 'trace',
      number: Int32Array.of(0),
      atMs: Float64Array.of(at(2)),
      score: Float64Array.of(95),
    } as const;
    const plan = world(2, [], [], {}, { ...unknown, drift: trace });
    const { result } = watch(plan);
    const seen = numberMetric(result, 0, 'observed_flagged_ms') > 0;
    expect(done(result).some((line) => line.includes('pause'))).toBe(seen);
    expect(numberMetric(result, 0, 'true_flagged_ms')).toBe(at(22));
  });
});
