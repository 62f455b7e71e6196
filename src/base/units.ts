/** Simulated milliseconds since the scenario's start. */
export type SimMs = number;
/** A length of time in milliseconds. */
export type DurationMs = number;
/** A share in 0 … 1. */
export type Ratio = number;
/** A spam score in 0 … 100; higher is worse. */
export type Score = number;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
