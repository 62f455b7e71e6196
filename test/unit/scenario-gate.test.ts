import { describe, expect, it } from 'vitest';
import { parseGate } from '../../src/scenario/gate.ts';

const NAMES = { campaigns: ['q1', 'spring sale'], countries: ['GB', 'US'] };

describe('a gate', () => {
  it.each([
    ['stall.risk <= 5%', { key: 'stall.risk', campaign: '*', country: '*', op: '<=', bound: 0.05 }],
    ['stall.risk{country=GB}<0.05', { country: 'GB', op: '<', bound: 0.05 }],
    ['stall.risk{country=gb, campaign=q1} > 5%', { country: 'GB', campaign: 'q1', op: '>' }],
    ['stall.risk{campaign="spring sale"} >= 5%', { campaign: 'spring sale', op: '>=' }],
    ['stall.risk{country=*} < 5%', { country: '*' }],
    ['finish.time <= 1d12h', { key: 'finish.time', bound: 36 }],
    ['finish.time <= 36', { bound: 36 }],
    ['cost.total < 1500.5', { bound: 1500.5 }],
    ['pool.load_gini < 0.4', { bound: 0.4 }],
  ])('%s', (text, expected) => {
    expect(parseGate(text, NAMES)).toMatchObject({ ok: true, value: { text, ...expected } });
  });

  it.each([
    ['stall.rsik < 5%', /no figure stall\.rsik/, /stall\.risk/],
    ['stall.risk == 5%', /equality/, /<=/],
    ['stall.risk', /not a gate/, /bound/],
    ['stall.risk{country=FR} < 5%', /no country is called FR/, /GB/],
    ['stall.risk{campaign=q2} < 5%', /no campaign is called q2/, /q1/],
    ['stall.risk{zone=x} < 5%', /not a group/, /country=/],
    ['cost.total{country=GB} < 5', /not told by country/, /leave/],
    ['stall.risk < 5', /more than the whole/, /5%/],
    ['stall.risk < 200%', /out of range/, /0 to 1/],
    ['dials < 5%', /not a bound/, /calls/],
    ['dials < -1', /out of range/, /0 to/],
    ['dials < NaN', /not a bound/, /calls/],
  ])('refuses %s', (text, message, remedy) => {
    const parsed = parseGate(text, NAMES);
    expect(parsed.ok).toBe(false);
    expect(parsed.ok ? '' : parsed.message).toMatch(message);
    expect(parsed.ok ? '' : parsed.remedy).toMatch(remedy);
  });

  it('takes any country where the countries are not known', () => {
    const parsed = parseGate('stall.risk{country=FR} < 5%', { campaigns: [], countries: null });
    expect(parsed.ok).toBe(true);
  });
});
