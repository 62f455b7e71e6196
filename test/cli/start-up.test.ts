import { expect, it } from 'vitest';
import { poolsim } from '../support/dist-command.ts';

/** Reports every module that was loaded, on stderr, when the process ends. */
const SPY = `data:text/javascript,${encodeURIComponent(`
import { register } from 'node:module';
register('data:text/javascript,' + encodeURIComponent(\`
  import { writeSync } from 'node:fs';
  export async function load(url, context, next) {
    writeSync(2, 'loaded ' + url + '\\\\n');
    return next(url, context);
  }
\`));
`)}`;

const HEAVY =
  /faker|libphonenumber|\/zod\/|\/yaml\/|csv-parse|csv-stringify|tinypool|tinybench|seedrandom|dist\/(model|kernel|selector|stats|experiment|report|bench)\//;

it.each([['--help'], ['--version'], ['run --help'], ['generate --help'], ['completion']])(
  'loads nothing heavy for %s',
  async (line) => {
    const { code, stderr } = await poolsim(line.split(' '), { node: ['--import', SPY] });
    const loaded = stderr.split('\n').filter((text) => text.startsWith('loaded file:'));
    expect(code).toBe(0);
    expect(loaded.length).toBeGreaterThan(5);
    expect(loaded.filter((url) => HEAVY.test(url))).toEqual([]);
  },
);
