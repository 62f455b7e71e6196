import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRaw, csvSafe } from '../../src/base/csv-safe.ts';
import { type Cell, type Column, column } from '../../src/report/columns.ts';
import { csvLines } from '../../src/report/csv.ts';
import { asStored, cellKind } from '../../src/report/stored/cell-text.ts';
import { cellColumn, csvRecords } from '../../src/report/stored/csv-records.ts';
import { placeAt, placeOfPath } from '../../src/report/stored/json-place.ts';
import { readTableFile } from '../../src/report/stored/table-file.ts';
import { formatProblem, type Problem } from '../../src/scenario/problem.ts';

/** Text with a taste for what CSV and spreadsheets find hard. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom('"', ',', '\n', "'", '=', '+1', '@', '\t', '漢', 'é', ' '),
      fc.string(),
    ),
    {
      maxLength: 5,
    },
  )
  .map((parts) => parts.join('').replaceAll('\r', ''));

const KINDS: Readonly<Record<string, fc.Arbitrary<Cell>>> = {
  text,
  instant: fc.constantFrom('2026-03-02T14:00:00Z', ''),
  'yes/no': fc.boolean(),
  points: fc.oneof(fc.double(), fc.constantFrom(null, Infinity, -0, 1e-300, Number.NaN)),
};

const UNITS = Object.keys(KINDS);

describe('what a table writes', () => {
  it('is read back, cell by cell', () => {
    const rows = fc.array(fc.tuple(...UNITS.map((unit) => KINDS[unit])), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(rows, (all) => {
        const columns = UNITS.map((unit, i) => column<Cell[]>(unit, unit, unit, (row) => row[i]));
        const written = [...csvLines(columns, all)].join('');
        const problems: Problem[] = [];
        const read: Cell[][] = [];
        const plain = columns as unknown as readonly Column<never>[];
        readTableFile(written, plain, (row) => read.push([...row.values]), 'a.csv', 'it', problems);
        expect(problems.map(formatProblem)).toEqual([]);
        const kinds = columns.map(cellKind);
        expect(read).toEqual(all.map((row) => row.map((cell, i) => asStored(kinds[i], cell))));
      }),
    );
  });

  it('has the records that a parser of every dialect finds', () => {
    const rows = fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(rows, (cells) => {
        const columns = cells[0].map((_, i) =>
          column<string[]>(`c${i}`, 'text', '', (row) => row[i] ?? ''),
        );
        const written = [...csvLines(columns, cells)].join('');
        const records = [...csvRecords(written)];
        expect(records.map((record) => record.cells)).toEqual(parse(written));
        for (const { line, start } of records)
          expect(placeAt(written, start)).toEqual({ line, column: 1 });
      }),
    );
  });

  it('defuses a text so that it can be had back', () => {
    fc.assert(
      fc.property(text, (own) => {
        expect(csvRaw(csvSafe(own))).toBe(own);
        expect(csvSafe(own)).not.toMatch(/^[=@]/);
      }),
    );
  });
});

describe('the place of a cell', () => {
  it('is where its text begins, quoted or not', () => {
    const line = 'ab,"c,""d",,e';
    expect([0, 1, 2, 3].map((index) => cellColumn(`x\n${line}\n`, 2, index))).toEqual([
      1, 4, 12, 13,
    ]);
  });
});

describe('the place of a value in JSON', () => {
  it('is where it begins, for any path of any document', () => {
    const leaf = fc.oneof(fc.integer(), fc.string(), fc.constantFrom(true, null));
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), tie('tree'), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (document) => {
        const json = JSON.stringify(document, null, 2);
        visit(document, '', (path, value) => {
          const { line, column: at } = placeOfPath(json, path);
          const rest = json
            .split('\n')
            .slice(line - 1)
            .join('\n')
            .slice(at - 1);
          const start =
            typeof value === 'object' && value !== null
              ? Array.isArray(value)
                ? '['
                : '{'
              : JSON.stringify(value);
          expect(rest.startsWith(start), `${path} in ${json}`).toBe(true);
        });
      }),
      { numRuns: 60 },
    );
  });
});

function visit(value: unknown, path: string, call: (path: string, value: unknown) => void): void {
  call(path, value);
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) visit(item, `${path}[${i}]`, call);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value))
      visit(item, path === '' ? key : `${path}.${key}`, call);
  }
}
