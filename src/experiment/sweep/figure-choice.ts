import { FIGURES, type FigureSpec } from '../../model/figures.ts';
import { didYouMean } from '../../scenario/nearest.ts';
import type { Problem } from '../../scenario/problem.ts';
import type { NamedScope } from '../figures-summary.ts';

/** A figure in a scope, to be shown: `stall.risk`, `stall.risk{country=GB}`. */
export interface FigureChoice {
  /** As written. */
  readonly text: string;
  readonly key: string;
  readonly campaign: string;
  readonly country: string;
}

/** What a sweep shows unless told otherwise: does the pool hold, how worn is it, whom does it reach? */
export const DEFAULT_FIGURES =
  'stall.risk,stall.contact_hours,skip.rate.spam,pool.eligible_share,reach.contact_rate';

const SHAPE = /^([\w.]+)\s*(?:\{([^}]*)\})?$/;
const BETWEEN = /,(?![^{]*\})/;

/** Reads `--figures a,b{country=GB}` against the scopes that the scenario has. */
export function parseFigures(
  text: string,
  scopes: readonly NamedScope[],
): { readonly choices: readonly FigureChoice[]; readonly problems: readonly Problem[] } {
  const choices: FigureChoice[] = [];
  const problems: Problem[] = [];
  for (const piece of text.split(BETWEEN).map((each) => each.trim())) {
    const read = readChoice(piece, scopes);
    if ('message' in read) {
      problems.push({ file: '--figures', line: 0, column: 0, path: '', ...read });
    } else if (!choices.some((choice) => choice.text === read.text)) choices.push(read);
  }
  return { choices, problems };
}

type Refusal = Pick<Problem, 'message' | 'remedy'>;

function readChoice(text: string, scopes: readonly NamedScope[]): FigureChoice | Refusal {
  const match = SHAPE.exec(text);
  if (match === null) {
    return { message: `"${text}" is not a figure`, remedy: 'such as stall.risk{country=GB}' };
  }
  const [, key, group = ''] = match;
  const spec = FIGURES.find((each) => each.key === key);
  if (spec === undefined) {
    const keys = FIGURES.map((each) => each.key);
    const remedy = didYouMean(key, keys, 'see poolsim metrics');
    return { message: `there is no figure ${key}`, remedy };
  }
  return inScope({ text, key, campaign: '*', country: '*' }, group, spec, scopes);
}

function inScope(
  choice: FigureChoice,
  group: string,
  spec: FigureSpec,
  scopes: readonly NamedScope[],
): FigureChoice | Refusal {
  let chosen = choice;
  for (const part of group.split(',').map((piece) => piece.trim())) {
    if (part === '') continue;
    const [name, value = ''] = part.split('=').map((piece) => piece.trim());
    if ((name !== 'campaign' && name !== 'country') || value === '') {
      return { message: `"${part}" is not a group`, remedy: 'campaign=… or country=…' };
    }
    if (name === 'country' && spec.scope === 'campaign') {
      return { message: `${spec.key} is not told by country`, remedy: 'leave country out' };
    }
    const known = [...new Set(scopes.map((scope) => scope[name]))].filter((each) => each !== '*');
    const wanted = name === 'country' ? value.toUpperCase() : value;
    if (wanted !== '*' && !known.includes(wanted)) {
      const remedy = didYouMean(wanted, known, `known here: ${known.join(', ')}`);
      return { message: `no ${name} is called ${wanted}`, remedy };
    }
    chosen = { ...chosen, [name]: wanted };
  }
  return chosen;
}
