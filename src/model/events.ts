/**
 * The whole vocabulary of the simulated world on one page. An event is (time, phase, type, a, b).
 * Events at the same instant run in the order of their phase, then in the order of scheduling; when the
 * last event of an instant is done, the world settles: waiting contacts are served, stalls are judged.
 */
export const EVENT = {
  /** A fault of the provider starts (b = 1) or ends (b = 0); a = fault. */
  fault: 1,
  /** Something done by hand; a = intervention. */
  intervention: 2,
  /** A day of the platform begins: daily caps of numbers start anew. */
  newDay: 3,
  /** All true scores move one step (`usage`, `ou`). */
  driftStep: 4,
  /** A number changes between clean and flagged (`two-state`); a = number. */
  driftFlip: 5,
  /** The next line of the score trace; a = its position. */
  driftTrace: 6,
  /** A vendor's sweep hits a country; a = country, b = ordinal. */
  driftShock: 7,
  /** The platform fetches a number's score; a = number. */
  scoreFetch: 8,
  /** A calling window opens or closes; a = window table, b = position in it. */
  window: 9,
  /** A call is over; without a fault its outcome arrives and its lines are free; a = call slot. */
  callEnd: 10,
  /** The next contact of a campaign arrives; a = campaign. */
  arrival: 11,
  /** A contact's retry or follow-up is due; a = contact. */
  due: 12,
  /** A connection may start its next call; a = connection. */
  connectionReady: 13,
  /** An hour of the timeline is full. */
  hour: 14,
  /** The notice of a call's outcome comes late; a = contact, b = serial of the call. */
  notice: 15,
  /** The notice of a call's outcome comes a second time; a = contact, b = serial of the call. */
  noticeAgain: 16,
  /** Nothing was heard of a call for too long; a = contact, b = serial of the call. */
  sweep: 17,
  /** The cool-down of a number ends; a = number. */
  numberReady: 18,
  /** A number that was ordered is there; a = order. */
  delivery: 20,
  /** The operator looks at the pools; a = review. */
  review: 21,
  /** The operator does what was decided; a = place in the desk's list. */
  operatorAct: 22,
} as const;
export type EventType = (typeof EVENT)[keyof typeof EVENT];

/** Order within one instant: the world changes first, then calls end, then contacts come, then books close. */
export const PHASE = {
  outside: 0,
  drift: 1,
  observe: 2,
  window: 3,
  callEnd: 4,
  contact: 5,
  line: 6,
  books: 7,
} as const;
