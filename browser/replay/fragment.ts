/** What the page's fragment keeps of the moving picture: `#replay&run=median&at=2715&campaign=1`. */
export interface ReplayPlace {
  readonly run: string;
  /** Minutes since the start. */
  readonly minute: number;
  readonly campaign: number;
}

/** Null where the fragment is about something else. */
export function readFragment(hash: string): Partial<ReplayPlace> | null {
  const [name, ...pairs] = hash.replace(/^#/, '').split('&');
  if (name !== 'replay') return null;
  const values = new Map(pairs.map((pair) => pair.split('=', 2) as [string, string]));
  const count = (key: string) => {
    const value = Number(values.get(key) ?? Number.NaN);
    return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
  };
  const place: { run?: string; minute?: number; campaign?: number } = {};
  const run = values.get('run');
  const minute = count('at');
  const campaign = count('campaign');
  if (run !== undefined) place.run = run;
  if (minute !== undefined) place.minute = minute;
  if (campaign !== undefined) place.campaign = campaign;
  return place;
}

export function writeFragment({ run, minute, campaign }: ReplayPlace): string {
  const which = campaign === 0 ? '' : `&campaign=${campaign}`;
  return `#replay&run=${run}&at=${minute}${which}`;
}
