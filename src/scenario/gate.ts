import { HOUR_MS } from '../base/units.ts';
import { FIGURES, type FigureSpec } from '../model/figures.ts';
import type { GateSpec } from '../model/gate-spec.ts';
import { didYouMean } from './nearest.ts';
import { type Parsed, parseDuration, parseShare, quote } from './quantities.ts';

/** What a gate may name. */
export interface GateNames {
  readonly campaigns: readonly string[];
  /** Null where they are not known: then any will do. */
  readonly countries: readonly string[] | null;
}

const SHAPE = /^\s*([\w.]+)\s*(?:\{([^}]*)\})?\s*(<=|>=|<|>)\s*(\S.*?)\s*$/;
const EXAMPLE = 'such as stall.risk{country=GB} <= 5%';

/** A condition on a figure: `key{campaign=…, country=…} op bound`; without a group it is over all. */
export function parseGate(text: string, names: GateNames): Parsed<GateSpec> {
  const match = SHAPE.exec(text);
  if (match === null) {
    const equal = /[^<>]==?/.test(text.replace(/\{[^}]*\}/, ''));
    const why = equal
      ? `${quote(text)} asks for equality, which an estimate never meets`
      : `${quote(text)} is not a gate`;
    return refuse(why, `figure, group, one of <= < >= >, bound: ${EXAMPLE}`);
  }
  const [, key, group, op, boundText] = match;
  const figure = FIGURES.find((candidate) => candidate.key === key);
  if (figure === undefined) {
    const keys = FIGURES.map((candidate) => candidate.key);
    return refuse(`there is no figure ${key}`, didYouMean(key, keys, 'see poolsim metrics'));
  }
  const scope = parseGroup(group ?? '', figure, names);
  if (!scope.ok) return scope;
  const bound = parseBound(boundText, figure);
  if (!bound.ok) return bound;
  const value = { text, key, ...scope.value, op: op as GateSpec['op'], bound: bound.value };
  return { ok: true, value };
}

interface Scope {
  readonly campaign: string;
  readonly country: string;
}

function parseGroup(group: string, figure: FigureSpec, names: GateNames): Parsed<Scope> {
  let scope: Scope = { campaign: '*', country: '*' };
  for (const part of group.split(',').map((piece) => piece.trim())) {
    if (part === '') continue;
    const [name, value] = part.split(/\s*=\s*/, 2).map((piece) => piece.replace(/^"(.*)"$/, '$1'));
    if ((name !== 'campaign' && name !== 'country') || value === undefined || value === '') {
      return refuse(`${quote(part)} is not a group`, `campaign=… or country=…, ${EXAMPLE}`);
    }
    if (name === 'country' && figure.scope === 'campaign') {
      return refuse(`${figure.key} is not told by country`, 'leave country out');
    }
    const known = name === 'campaign' ? names.campaigns : names.countries;
    const wanted = name === 'country' ? value.toUpperCase() : value;
    if (wanted !== '*' && known !== null && !known.includes(wanted)) {
      const list = `${name === 'campaign' ? 'campaigns' : 'countries of contacts'}: ${known.join(', ')}`;
      return refuse(`no ${name} is called ${wanted}`, didYouMean(wanted, known, list));
    }
    scope = { ...scope, [name]: wanted };
  }
  return { ok: true, value: scope };
}

function parseBound(text: string, figure: FigureSpec): Parsed<number> {
  if (figure.unit === 'ratio' || figure.unit === 'index') return parseShare(text);
  const number = Number(text);
  if (text !== '' && Number.isFinite(number)) {
    if (number >= 0 && number <= 1e12) return { ok: true, value: number };
    return refuse(`${text} is out of range`, '0 to 1e12');
  }
  if (figure.unit === 'hours') {
    const parsed = parseDuration(text);
    return parsed.ok ? { ok: true, value: parsed.value / HOUR_MS } : parsed;
  }
  return refuse(`${quote(text)} is not a bound for ${figure.key}`, `a number of ${figure.unit}`);
}

function refuse(message: string, remedy: string): Parsed<never> {
  return { ok: false, message, remedy };
}
