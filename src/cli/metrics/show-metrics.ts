import { FIGURES, type FigureSpec } from '../../model/figures.ts';
import { didYouMean } from '../../scenario/nearest.ts';
import { EXIT } from '../exit-codes.ts';
import type { Command } from '../host-seam.ts';
import { UsageError } from '../usage-error.ts';

export interface MetricsArguments {
  readonly key: string | null;
  readonly json: boolean;
}

const ESTIMATORS: Readonly<Record<FigureSpec['estimator'], string>> = {
  mean: 'mean over replications, Student t interval',
  share_of_runs: 'share of replications, Wilson interval',
  ratio: 'sum over replications / sum over replications, jackknife interval',
  median: 'median over replications, order-statistics interval',
  p95: '95th percentile over replications, order-statistics interval (open below 72 replications)',
};

/** Prints the registry of figures, or the part of it that was asked for. */
export const showMetrics: Command<MetricsArguments> = async (host, { key, json }) => {
  const figures = select(key);
  if (json) host.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  else host.stdout.write(figures.map(describe).join('\n'));
  return EXIT.done;
};

function select(key: string | null): readonly FigureSpec[] {
  const figures: readonly FigureSpec[] = FIGURES;
  if (key === null) return figures;
  const exact = figures.filter((figure) => figure.key === key);
  if (exact.length > 0) return exact;
  const below = figures.filter((figure) => figure.key.startsWith(key));
  if (below.length > 0) return below;
  const keys = figures.map((figure) => figure.key);
  const hint = didYouMean(key, keys, 'poolsim metrics lists them all');
  throw new UsageError(`no figure "${key}" — ${hint}`);
}

function describe(figure: FigureSpec): string {
  const over = figure.scope === 'cell' ? 'per campaign and contact country' : 'per campaign';
  const good = figure.good === 'neither' ? '' : `, ${figure.good} is good`;
  return [
    figure.key,
    `  ${figure.meaning}`,
    `  in ${figure.unit.replaceAll('_', ' ')}, ${over}${good}`,
    `  ${ESTIMATORS[figure.estimator]}`,
    '',
  ].join('\n');
}
