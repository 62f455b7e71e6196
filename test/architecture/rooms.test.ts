import { describe, expect, it } from 'vitest';
import { projectFiles } from '../support/project-files.ts';
import {
  barrels,
  type Fault,
  hiddenState,
  leaksOfSelector,
  leftovers,
  machineAccess,
  machineTraces,
  orphans,
  type Sources,
  tooLong,
  wrongArrows,
  wrongPackages,
} from '../support/source-rules.ts';

const files = projectFiles();

type Rule = (sources: Sources) => Fault[];
type Planted = readonly [path: string, text: string];

/** Each rule, with sources that break it and sources that keep it. */
const RULES: readonly [
  name: string,
  rule: Rule,
  wrong: readonly Planted[],
  right: readonly Planted[],
][] = [
  [
    'a room imports only rooms below it',
    wrongArrows,
    [
      ['src/model/a.ts', "import { x } from '../report/b.ts';"],
      ['src/kernel/a.ts', "import type { X } from '../stats/b.ts';"],
      ['src/selector/deep/a.ts', "export { x } from '../../model/b.ts';"],
      ['src/experiment/a.ts', "const x = await import('../bench/b.ts');"],
      ['src/bench/a.ts', "import { x } from '../experiment/b.ts';"],
      ['src/scenario/a.ts', "import { x } from '../experiment/b.ts';"],
      ['src/cli/a.ts', "import '../../test/b.ts';"],
      ['src/attic/a.ts', "import { x } from '../base/b.ts';"],
      ['src/report/a.ts', "import {\n  x,\n  y,\n} from '../cli/b.ts';"],
    ],
    [
      ['src/model/a.ts', "import { x } from '../kernel/b.ts'; import { y } from './c.ts';"],
      ['src/stats/a.ts', "import { x } from '../base/b.ts';"],
      ['src/bench/a.ts', "import { x } from '../scenario/b.ts';"],
      ['src/cli/run/a.ts', "import { x } from '../../report/b.ts';"],
      ['src/index.ts', "export { x } from './cli/b.ts';"],
      ['src/model/b.ts', "// once: import { x } from '../report/b.ts';"],
      ['src/model/d.ts', "/** As `import { x } from '../report/b.ts'` did. */"],
    ],
  ],
  [
    'the selector imports nothing from elsewhere, and has one door',
    leaksOfSelector,
    [
      ['src/selector/a.ts', "import { assert } from '../base/assert.ts';"],
      ['src/selector/a.ts', "import { x } from 'seedrandom';"],
      ['src/model/a.ts', "import { x } from '../selector/rules.ts';"],
    ],
    [
      ['src/selector/a.ts', "import { x } from './rules.ts';"],
      ['src/model/a.ts', "import { x } from '../selector/index.ts';"],
    ],
  ],
  [
    'packages and Node stand only where a room may have them',
    wrongPackages,
    [
      ['src/base/a.ts', "import { readFileSync } from 'node:fs';"],
      ['src/model/a.ts', "import { z } from 'zod';"],
      ['src/stats/a.ts', "import { jStat } from 'jstat';"],
      ['src/experiment/a.ts', "import { x } from 'node:path';"],
      ['src/report/a.ts', "import yargs from 'yargs';"],
      ['src/kernel/a.ts', "import x from 'libphonenumber-js';"],
      ['src/model/b.ts', "import seedrandom from 'seedrandom';"],
      ['src/index.ts', "import { z } from 'zod';"],
    ],
    [
      ['src/kernel/a.ts', "import seedrandom from 'seedrandom';"],
      ['src/scenario/a.ts', "import { z } from 'zod';"],
      ['src/cli/a.ts', "import { readFileSync } from 'node:fs';"],
    ],
  ],
  [
    'time, chance and the process are handed in',
    machineAccess,
    [
      ['src/model/a.ts', 'const u = Math.random();'],
      ['src/cli/host.ts', 'const u = Math.random();'],
      ['src/experiment/a.ts', 'const t = Date.now();'],
      ['src/report/a.ts', 'const t = new Date();'],
      ['src/kernel/a.ts', 'console.log(1);'],
      ['src/cli/run/a.ts', 'process.exit(1);'],
      ['src/bench/a.ts', 'const t = performance.now();'],
      ['src/scenario/a.ts', 'setTimeout(f, 1);'],
    ],
    [
      ['src/cli/host.ts', 'process.exit(Date.now() + performance.now());'],
      ['src/model/a.ts', '// never Date.now(): the clock is simulated'],
      ['src/stats/a.ts', 'const x = process.numbers; const d = new Date(0);'],
      ['src/report/html/script/a.generated.ts', 'export const A = `setTimeout(f, 1)`;'],
    ],
  ],
  [
    'every file is imported by another one',
    orphans,
    [['src/model/alone.ts', 'export const x = 1;']],
    [
      ['src/model/used.ts', 'export const x = 1;'],
      ['test/unit/a.test.ts', "import { x } from '../../src/model/used.ts';"],
      ['src/cli/main.ts', ''],
      ['src/cli/worker.ts', ''],
      ['src/index.ts', ''],
    ],
  ],
  [
    'there are no barrels but the doors',
    barrels,
    [
      ['src/model/index.ts', "export { x } from './a.ts';"],
      ['src/stats/all.ts', "export * from './a.ts';"],
    ],
    [
      ['src/selector/index.ts', "export { x } from './a.ts';"],
      ['src/index.ts', "export { x } from './model/a.ts';"],
    ],
  ],
  [
    'no file is over 400 lines',
    tooLong,
    [['src/model/a.ts', 'x;\n'.repeat(401)]],
    [
      ['src/model/a.ts', 'x;\n'.repeat(400)],
      ['test/unit/a.test.ts', 'x;\n'.repeat(900)],
    ],
  ],
  [
    'nothing was left for later',
    leftovers,
    [
      ['src/model/a.ts', `// ${'FIX'}ME: later`],
      ['docs/a.md', `${'TO'}DO write`],
      ['src/cli/a.ts', `/* ${'HA'}CK */`],
      ['test/a.ts', `// ${'XX'}X`],
    ],
    [['src/model/a.ts', 'const todoList = hacks; // Todo es posible']],
  ],
  [
    'no state hides from a snapshot',
    hiddenState,
    [
      ['src/kernel/a.ts', 'class A {\n  #x = 1;\n}'],
      ['src/model/a.ts', 'class A {\n  y() { return this.#x; }\n}'],
    ],
    [
      ['src/model/a.ts', 'class A {\n  x = 1;\n}'],
      ['src/cli/a.ts', 'class A {\n  #x = 1;\n}'],
    ],
  ],
  [
    'nothing names this machine or a registry',
    machineTraces,
    [
      ['docs/a.md', `see ${'/wo'}rk/main`],
      ['src/cli/a.ts', `const path = '${'/ho'}me/ann/x';`],
      ['test/a.ts', `read('${'/Us'}ers/ann/x')`],
      ['package-lock.json', `"resol${'ved"'}: "x"`],
      ['.npmrc', `url=https://regis${'try.'}example.org/`],
    ],
    [
      ['src/model/a.ts', '/** Key of a figure in the registry. */'],
      ['test/cli/a.test.ts', "disk.get('/home/out/summary.json')"],
      ['src/cli/b.ts', "read('./framework/x'); // and/work/through"],
    ],
  ],
];

describe.each(RULES)('%s', (_, rule, wrong, right) => {
  it('in this project', () => {
    expect(rule(files)).toEqual([]);
  });

  it.each(wrong)('and %s with a fault in it is found', (path, text) => {
    expect(rule(new Map([[path, text]]))).not.toEqual([]);
  });

  it('and what keeps it is let be', () => {
    for (const planted of right) {
      // Files are wanted by each other only together.
      const sources = rule === orphans ? new Map(right) : new Map([planted]);
      expect(rule(sources)).toEqual([]);
    }
  });
});

describe('the files that the rules look at', () => {
  it('are all rooms of the drawing, with tests and papers', () => {
    const rooms = new Set(
      [...files.keys()].flatMap((path) => path.match(/^src\/([a-z]+)\//)?.[1] ?? []),
    );
    expect([...rooms].sort()).toEqual([
      'base',
      'bench',
      'cli',
      'experiment',
      'kernel',
      'model',
      'report',
      'scenario',
      'selector',
      'stats',
    ]);
    for (const path of ['README.md', 'package-lock.json', '.npmrc', '.ci/run', 'src/index.ts']) {
      expect(files.has(path), path).toBe(true);
    }
    expect([...files.keys()].filter((path) => path.startsWith('src/')).length).toBeGreaterThan(200);
  });
});
