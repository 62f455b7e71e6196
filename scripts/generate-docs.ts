import { readFileSync, writeFileSync } from 'node:fs';
import { DOCUMENTS, SECTIONS } from './docs/documents.ts';
import { fillSections } from './docs/sections.ts';

// npm run docs: writes the generated parts of the documents anew. test/docs holds them to the code.
for (const name of DOCUMENTS) {
  const path = new URL(`../${name}`, import.meta.url);
  writeFileSync(path, fillSections(readFileSync(path, 'utf8'), SECTIONS));
}
