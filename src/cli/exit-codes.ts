/** What a command answers to the shell. */
export const EXIT = {
  /** Done, every gate held. */
  done: 0,
  /** A fault in poolsim. */
  fault: 1,
  /** Wrong usage, or an invalid file. */
  usage: 2,
  /** A gate was breached. */
  gateBreached: 3,
  /** Worse than a baseline, or than what it was compared with. */
  regression: 4,
  /** No data, or unsure within the budget. */
  unsure: 5,
  /** The selector broke a law that must always hold. */
  lawBroken: 6,
  /** Results could not be written; the summary is still on stdout. */
  notWritten: 7,
  /** Interrupted; what was finished is written and marked partial. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * Which code wins when several apply. An interruption stands behind the broken promises (they are news
 * however the run ended) and before every verdict (a part of a run has none).
 */
const PRECEDENCE: readonly ExitCode[] = [
  EXIT.fault,
  EXIT.notWritten,
  EXIT.lawBroken,
  EXIT.interrupted,
  EXIT.usage,
  EXIT.gateBreached,
  EXIT.regression,
  EXIT.unsure,
  EXIT.done,
];

/** The code to exit with when several apply; `done` for none. */
export function worstExit(codes: readonly ExitCode[]): ExitCode {
  return PRECEDENCE.find((code) => codes.includes(code)) ?? EXIT.done;
}
