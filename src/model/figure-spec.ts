export type Estimator = 'mean' | 'share_of_runs' | 'ratio' | 'median' | 'p95';

export type FigureUnit =
  | 'ratio'
  | 'calls'
  | 'attempts'
  | 'contacts'
  | 'numbers'
  | 'episodes'
  | 'hours'
  | 'contact_hours'
  | 'calls_per_hour'
  | 'money'
  | 'index';

export interface FigureSpec {
  readonly key: string;
  readonly unit: FigureUnit;
  readonly estimator: Estimator;
  /** Values of a share lie in 0 … 1, and so does its interval. */
  readonly bounded01: boolean;
  /** `cell`: per campaign and country; `campaign`: country is always `*`. */
  readonly scope: 'cell' | 'campaign';
  /** What more of it means for the campaign: for colours and verdicts. */
  readonly good: 'low' | 'high' | 'neither';
  readonly meaning: string;
}

/** Makes one entry of the registry; which shares are bounded follows from unit and estimator. */
export function figure(
  key: string,
  unit: FigureUnit,
  estimator: Estimator,
  good: FigureSpec['good'],
  meaning: string,
  scope: FigureSpec['scope'] = 'cell',
): FigureSpec {
  const bounded01 = estimator === 'share_of_runs' || (unit === 'ratio' && estimator !== 'mean');
  return Object.freeze({ key, unit, estimator, bounded01, scope, good, meaning });
}
