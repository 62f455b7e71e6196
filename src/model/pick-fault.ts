/** Why a number may not be picked. Codes, because they are asked at every pick and told only at a breach. */
export const FAULT = {
  none: 0,
  outside: 1,
  status: 2,
  paused: 3,
  score: 4,
  country: 5,
  room: 6,
} as const;

/** What the words of a fault name. */
export interface FaultFacts {
  readonly status: string;
  readonly score: number;
  readonly threshold: number;
  readonly country: string;
}

/** A fault in words that go on from "was picked". */
export function faultText(fault: number, facts: FaultFacts): string {
  switch (fault) {
    case FAULT.outside:
      return 'and is not in the pool';
    case FAULT.status:
      return `and is ${facts.status}`;
    case FAULT.paused:
      return 'while it is paused';
    case FAULT.score:
      return `score ${facts.score} above the threshold ${facts.threshold}`;
    case FAULT.country:
      return `and may not dial ${facts.country}`;
    default:
      return 'and had no room';
  }
}
