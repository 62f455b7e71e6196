import { describe, expect, it } from 'vitest';
import { emptyPickRecord, Selector } from '../../src/selector/index.ts';
import {
  brokenPicker,
  type Flaw,
  ForgetfulSelector,
  type Forgotten,
} from '../support/selector-broken.ts';
import {
  type Law,
  law1,
  law2,
  law3,
  law4,
  law5,
  law6,
  law7,
  type PickerMaker,
} from '../support/selector-laws.ts';

const real: PickerMaker = (selector) => {
  const out = emptyPickRecord();
  return (campaign, country, sticky, u) => selector.pick(campaign, country, sticky, u, out);
};

const broken =
  (flaw: Flaw | null): PickerMaker =>
  (selector) =>
    brokenPicker(selector, flaw, selector.numbers.count - 1);

/** Each law with the faults that must break it. */
const LAWS: [string, Law, Flaw[]][] = [
  [
    'law 1: a picked number is active, in the pool, not paused, not flagged, allowed, with room',
    law1,
    [
      'ignores status',
      'ignores pause',
      'ignores score',
      'ignores allow-list',
      'ignores room',
      'picks outside the pool',
      'sticky over policy',
    ],
  ],
  [
    'law 2: no eligible number means no dial and a reason, never a fallback',
    law2,
    [
      'falls back to the first number',
      'calls on capacity when nothing is eligible',
      'gives up when sticky is skipped',
    ],
  ],
  [
    'law 3: equal to the threshold is eligible, the next value above is not',
    law3,
    ['skips at the threshold', 'lets just above the threshold pass'],
  ],
  [
    'law 4: an eligible sticky number with room is used, else another',
    law4,
    ['forgets sticky', 'sticky over policy', 'gives up when sticky is skipped'],
  ],
  [
    'law 5: frequencies follow the weights',
    law5,
    ['all weights alike', 'always the first candidate'],
  ],
  [
    'law 6: country preference never turns a possible pick into none',
    law6,
    ['preference empties the pick'],
  ],
];

describe.each(LAWS)('%s', (_name, law, flaws) => {
  it('holds for the selector', () => {
    expect(law(real)).toEqual([]);
  });

  it('holds for a plain selector without a fault', () => {
    expect(law(broken(null))).toEqual([]);
  });

  it.each(flaws)('is broken by a selector that: %s', (flaw) => {
    expect(law(broken(flaw))).not.toEqual([]);
  });
});

describe('law 7: index and oracle agree after any sequence of changes', () => {
  it('holds for the selector', () => {
    expect(law7((settings) => new Selector(settings))).toEqual([]);
  });

  it.each<Forgotten>(['pause', 'status', 'score', 'outcome', 'number room'])(
    'is broken by an index that does not hear of: %s',
    (forgotten) => {
      const found = law7(
        (settings) => new ForgetfulSelector(settings),
        (selector) => {
          selector.forgotten = forgotten;
        },
      );
      expect(found).not.toEqual([]);
    },
  );
});
