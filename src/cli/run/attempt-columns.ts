import { type AttemptRecord, type Observer, OUTCOMES } from '../../model/observer.ts';

/** Numbers per attempt, in this order; `outcome` is an index into OUTCOMES. */
const FIELDS = [
  'campaign',
  'contact',
  'country',
  'zone',
  'number',
  'attempt',
  'dueMs',
  'dialMs',
  'endMs',
  'ringMs',
  'talkMs',
  'outcome',
  'throttled',
  'usedSticky',
  'trueScore',
  'observedScore',
] as const satisfies readonly (keyof AttemptRecord)[];

const FIRST_CAPACITY = 1024;

/** Collects the attempts of one replication as plain numbers, which move between threads for free. */
export class AttemptCollector implements Observer {
  values = new Float64Array(FIRST_CAPACITY * FIELDS.length);
  count = 0;

  onAttempt(record: AttemptRecord): void {
    let at = this.count++ * FIELDS.length;
    if (at >= this.values.length) this.grow();
    for (const field of FIELDS) {
      const value = record[field];
      this.values[at++] = typeof value === 'string' ? OUTCOMES.indexOf(value) : Number(value);
    }
  }

  /** `[attempt * FIELDS.length + field]`, exactly as long as there are attempts. */
  columns(): Float64Array {
    return this.values.slice(0, this.count * FIELDS.length);
  }

  grow(): void {
    const larger = new Float64Array(this.values.length * 2);
    larger.set(this.values);
    this.values = larger;
  }
}

/** The attempts again, as records. */
export function* unpackAttempts(columns: Float64Array): Generator<AttemptRecord> {
  for (let at = 0; at < columns.length; at += FIELDS.length) {
    const value = (field: (typeof FIELDS)[number]) => columns[at + FIELDS.indexOf(field)]!;
    yield {
      campaign: value('campaign'),
      contact: value('contact'),
      country: value('country'),
      zone: value('zone'),
      number: value('number'),
      attempt: value('attempt'),
      dueMs: value('dueMs'),
      dialMs: value('dialMs'),
      endMs: value('endMs'),
      ringMs: value('ringMs'),
      talkMs: value('talkMs'),
      outcome: OUTCOMES[value('outcome')]!,
      throttled: value('throttled') !== 0,
      usedSticky: value('usedSticky') !== 0,
      trueScore: value('trueScore'),
      observedScore: value('observedScore'),
    };
  }
}
