import type { Warning } from '../model/warning.ts';
import type { WarningInput } from './warning-input.ts';
import { endWarnings } from './warnings-ends.ts';
import { poolWarnings } from './warnings-pool.ts';
import { precisionWarnings } from './warnings-precision.ts';

/** Everything a reader of the figures should know before trusting them; fixed order, none twice. */
export function warningsOf(input: WarningInput): Warning[] {
  if (input.aggregate.replications === 0) {
    return [
      {
        code: 'no-replications',
        text: 'no replication was finished, so there is no figure',
        hint: 'run again and let at least one replication finish',
      },
    ];
  }
  return [...precisionWarnings(input), ...poolWarnings(input), ...endWarnings(input)];
}
