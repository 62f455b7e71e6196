import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sources } from './source-rules.ts';

const ROOT = join(import.meta.dirname, '../..');
const LEFT_OUT = new Set(['.git', 'node_modules', 'dist', 'coverage', 'reports']);
const TEXT =
  /(?:\.(?:ts|mjs|js|json|ya?ml|md|csv|css|html|txt)|\/run|LICENSE|rc|ignore|attributes)$/;

/** Every text file of the project, by its path from the root; what is installed or built left out. */
export function projectFiles(): Sources {
  const files = new Map<string, string>();
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (LEFT_OUT.has(entry.name)) continue;
      if (entry.isDirectory()) walk(path);
      else if (TEXT.test(path)) files.set(path, readFileSync(join(ROOT, path), 'utf8'));
    }
  };
  walk('');
  return files;
}
