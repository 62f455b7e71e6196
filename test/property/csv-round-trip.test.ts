import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readContacts } from '../../src/scenario/csv/contacts.ts';
import { readNumbers } from '../../src/scenario/csv/numbers.ts';
import { oneFile } from '../support/csv-files.ts';

const STRICT = { columnMap: [], skipBadRows: false };

/** Any text a cell can hold, with a taste for what CSV finds hard. */
const cell = fc
  .array(
    fc.oneof(fc.constantFrom('"', ',', ';', '\n', '\r\n', '\t', 'é', '漢', '=', ' '), fc.string()),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.join('').replaceAll('\u0000', ''));

const phone = fc
  .integer({ min: 0, max: 9_999 })
  .map((n) => `+4420794${String(n).padStart(5, '0')}`);

const dialect = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t'),
  record_delimiter: fc.constantFrom('\n', '\r\n'),
  bom: fc.boolean(),
  // csv-stringify quotes its own line break only, a reader takes any.
  quoted_match: fc.constant(/[\r\n]/),
});

describe('what csv-stringify writes is read back', () => {
  it('cell by cell, in any dialect, whatever the size of the chunks', async () => {
    const rows = fc.uniqueArray(
      fc.record({ e164: phone, name: cell, score: fc.integer({ min: 0, max: 100 }) }),
      { selector: (row) => row.e164, minLength: 1, maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(
        rows,
        dialect,
        fc.integer({ min: 1, max: 400 }),
        async (list, options, chunk) => {
          const heads = ['Name', 'E164', 'Spam Score'];
          const text = stringify(
            [heads, ...list.map((row) => [row.name, row.e164, String(row.score)])],
            options,
          );
          const read = await readNumbers('x.csv', oneFile('x.csv', text, chunk), STRICT);
          expect(read.problems).toEqual([]);
          expect(read.rows.map((row) => [row.e164, row.name, row.spamScore])).toEqual(
            list.map((row) => [row.e164, row.name.trim(), row.score]),
          );
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });

  it('a mistake is found at the same line and column, whatever the size of the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(cell, { minLength: 1, maxLength: 8 }),
        fc.nat({ max: 7 }),
        dialect,
        fc.integer({ min: 1, max: 100 }),
        async (names, which, options, chunk) => {
          const bad = which % names.length;
          const rows = names.map((name, i) => [name, i === bad ? 'wrong' : `+1415555${1_000 + i}`]);
          const text = stringify([['name', 'e164'], ...rows], options);
          const read = await readContacts('x.csv', oneFile('x.csv', text, chunk), STRICT);
          expect(read.problems).toHaveLength(1);
          const { line, column } = read.problems[0];
          const found = text
            .replace(/^\ufeff/, '')
            .split('\n')
            [line - 1].slice(column - 1);
          expect(found.startsWith('wrong')).toBe(true);
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });
});
