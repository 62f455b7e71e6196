import { describe, expect, it } from 'vitest';
import { sourcesInCode } from '../../scripts/docs/defaults.ts';
import { DOCUMENTS, SECTIONS } from '../../scripts/docs/documents.ts';
import { scenarioKeyRows, scenarioSchemaTree } from '../../scripts/docs/scenario-keys.ts';
import { fillSections, sectionNames } from '../../scripts/docs/sections.ts';
import { documents, readDocument } from './documents.ts';

describe('generated parts', () => {
  it.each(DOCUMENTS)('of %s are those of the code (npm run docs writes them anew)', (path) => {
    const document = readDocument(path);
    expect(document).toBe(fillSections(document, SECTIONS));
  });

  it('stand in one document each, and nowhere else', () => {
    const found = documents().flatMap((path) => sectionNames(readDocument(path)));
    expect(found.sort()).toEqual(Object.keys(SECTIONS).sort());
    const holders = documents().filter((path) => sectionNames(readDocument(path)).length > 0);
    expect(holders).toEqual([...DOCUMENTS].sort());
  });

  it('refuse a part that nobody makes', () => {
    const document = '<!-- generated: nothing -->\nold\n<!-- end of nothing -->';
    expect(() => fillSections(document, {})).toThrow('nobody makes the part "nothing"');
  });
});

describe('keys of scenarios', () => {
  it('are all in the tables, those of nested objects and lists too', () => {
    const paths = scenarioKeyRows().map((row) => row.path.split(/[.[\]]+/).at(-1));
    const missing: string[] = [];
    const visit = (node: unknown) => {
      if (typeof node !== 'object' || node === null) return;
      for (const [key, child] of Object.entries(node)) {
        if (key === 'properties') {
          for (const name of Object.keys(child)) if (!paths.includes(name)) missing.push(name);
        }
        if (key !== 'default' && key !== 'examples') visit(child);
      }
    };
    visit(scenarioSchemaTree());
    expect(missing).toEqual([]);
  });
});

describe('sources of the defaults', () => {
  it('in the code are all in the methodology', () => {
    const sources = sourcesInCode();
    const document = readDocument('docs/METHODOLOGY.md');
    expect(sources.length).toBeGreaterThan(15);
    expect(sources.filter((url) => !document.includes(`<${url}>`))).toEqual([]);
  });
});
