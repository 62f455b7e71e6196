import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvSafe } from '../../src/base/csv-safe.ts';
import { type Cell, column } from '../../src/report/columns.ts';
import { csvLines } from '../../src/report/csv.ts';

const text = fc
  .array(fc.oneof(fc.constantFrom('"', ',', '\n', '\r', '=', ' ', 'é', ''), fc.string()), {
    maxLength: 4,
  })
  .map((parts) => parts.join(''));
/** Few texts that come again and again, as in a table of figures, and others. */
const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.constantFrom('*', 'DE', 'a,"b"', '=1+1', ''),
  text,
  fc.double(),
  fc.integer(),
  fc.constantFrom(null, true, false),
);

it('lines are those of csv-stringify, whatever came before them', () => {
  const width = fc.integer({ min: 1, max: 5 });
  const table = width.chain((n) =>
    fc.record({
      heads: fc.array(text, { minLength: n, maxLength: n }),
      rows: fc.array(fc.array(cell, { minLength: n, maxLength: n }), { maxLength: 30 }),
    }),
  );
  fc.assert(
    fc.property(table, ({ heads, rows }) => {
      const columns = heads.map((head, i) => column<Cell[]>(head, '', '', (row) => row[i]));
      const written = [...csvLines(columns, rows)].join('');
      const plain = (value: Cell) =>
        value === null || Number.isNaN(value)
          ? ''
          : typeof value === 'string'
            ? csvSafe(value)
            : String(value);
      expect(written).toBe(stringify([heads, ...rows.map((row) => row.map(plain))]));
    }),
    { numRuns: 300 },
  );
});
