import { writeFileSync } from 'node:fs';
import { replayModule } from './browser/replay-module.ts';

// Bundles the script of the page from browser/ and writes it where the report takes it from. The result is kept
// in the repository, so that neither a build nor a run needs the bundler; a test holds it to its source.

const { path, text } = await replayModule();
writeFileSync(path, text);
console.log(`${path}: ${text.length} bytes`);
