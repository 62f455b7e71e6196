import { DAY_MS } from '../../base/units.ts';
import { LONGEST_MS, parseDuration } from '../quantities.ts';
import type { RowCells } from './row-cells.ts';

const COOL_DOWN = { min: 0, max: 7 * DAY_MS };
const STAGE = { min: DAY_MS, max: LONGEST_MS };
const STAGES_MAX = 100;
const CALLS_MAX = 1_000_000;
const WARM_UP_REMEDY = 'stages of time:calls a day, such as 7d:10 7d:20 7d:30';

/** `90s` → milliseconds; null where the cell is empty, undefined after a problem. */
export function readCoolDown(cells: RowCells): number | null | undefined {
  const text = cells.text('cool_down');
  if (text === '') return null;
  const parsed = parseDuration(text, COOL_DOWN);
  return parsed.ok ? parsed.value : cells.problem('cool_down', parsed.message, parsed.remedy);
}

/** `7d:10 7d:20` → stages; null where the cell is empty, undefined after a problem. */
export function readWarmUp(
  cells: RowCells,
): { for: number; callsPerDay: number }[] | null | undefined {
  const text = cells.text('warm_up');
  if (text === '') return null;
  const stages: { for: number; callsPerDay: number }[] = [];
  for (const part of text.split(/[\s,;|]+/)) {
    if (part === '') continue;
    const [time = '', calls = '', ...more] = part.split(':');
    const duration = parseDuration(time, STAGE);
    const callsPerDay = /^\d+$/.test(calls) ? Number(calls) : 0;
    if (!duration.ok) {
      return cells.problem('warm_up', `${part}: ${duration.message}`, WARM_UP_REMEDY);
    }
    if (more.length > 0 || callsPerDay < 1 || callsPerDay > CALLS_MAX) {
      return cells.problem('warm_up', `"${part}" is no stage of a warm-up`, WARM_UP_REMEDY);
    }
    stages.push({ for: duration.value, callsPerDay });
  }
  if (stages.length > STAGES_MAX) {
    return cells.problem('warm_up', `${stages.length} stages`, `at most ${STAGES_MAX}`);
  }
  return stages;
}
