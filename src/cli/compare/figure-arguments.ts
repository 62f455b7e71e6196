import type { FigureRequest } from '../../experiment/compare/figure-choice.ts';
import { PRIMARY_FIGURES } from '../../experiment/compare/figure-choice.ts';
import { DEFAULT_HORIZON, type Horizon } from '../../experiment/compare/horizon.ts';
import { FIGURES } from '../../model/figures.ts';
import { type GateNames, parseGate } from '../../scenario/gate.ts';
import { type Parsed, parseShare } from '../../scenario/quantities.ts';
import { UsageError } from '../usage-error.ts';

/** Names of scopes are known only once the sides are read. */
const ANY_NAME: GateNames = { campaigns: [], countries: null };
const ALLOWED = 'keys such as stall.risk or dials{country=GB}, primary, or all';
const REQUEST = /^[\w.]+(\{[^}]*\})?$/;

/**
 * Figures of `--figures stall.risk,dials{country=GB}`; `primary` and `all` stand for lists. Null where the
 * option is absent.
 * @throws {UsageError} naming the nearest figure
 */
export function figureRequests(texts: readonly string[]): readonly FigureRequest[] | null {
  if (texts.length === 0) return null;
  const keys = texts.flatMap((text) => splitOutsideBraces(text));
  if (keys.length === 0) {
    throw new UsageError(`--figures "${texts.join(' ')}" names no figure — ${ALLOWED}`);
  }
  return keys.flatMap(requestsOf);
}

function requestsOf(text: string): readonly FigureRequest[] {
  if (text === 'primary') return PRIMARY_FIGURES.map((key) => ({ key, scope: null }));
  if (text === 'all') return FIGURES.map(({ key }) => ({ key, scope: null }));
  if (!REQUEST.test(text)) {
    throw new UsageError(`--figures "${text}" is no figure — ${ALLOWED}`);
  }
  // A campaign's name is checked against the sides; here it is only read.
  const campaign = /campaign\s*=\s*"?([^,"}]+)/.exec(text)?.[1]?.trim();
  const names = campaign === undefined ? ANY_NAME : { ...ANY_NAME, campaigns: [campaign] };
  const gate = read('--figures', text, parseGate(`${text} >= 0`, names));
  const scope = text.includes('{') ? { campaign: gate.campaign, country: gate.country } : null;
  return [{ key: gate.key, scope }];
}

/**
 * The horizon of `--horizon 2% --horizon stall.risk=0.5%`: a share of A's value for all figures, an amount in
 * its unit for a single one.
 */
export function horizonArgument(texts: readonly string[]): Horizon {
  let { relative } = DEFAULT_HORIZON;
  const absolute = new Map<string, number>();
  for (const text of texts.flatMap((each) => each.split(','))) {
    const equals = text.indexOf('=');
    if (equals < 0) {
      relative = read('--horizon', text, parseShare(text));
      continue;
    }
    const key = text.slice(0, equals).trim();
    const bound = `${key} <= ${text.slice(equals + 1)}`;
    absolute.set(key, read('--horizon', text, parseGate(bound, ANY_NAME)).bound);
  }
  return { relative, absolute };
}

function read<T>(option: string, text: string, parsed: Parsed<T>): T {
  if (parsed.ok) return parsed.value;
  throw new UsageError(`${option} "${text}": ${parsed.message} — ${parsed.remedy}`);
}

function splitOutsideBraces(text: string): string[] {
  return text
    .split(/,(?![^{]*\})/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
