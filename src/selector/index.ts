/** The only door of the selector. */

export type { CustomSelector, PickRequest } from './custom-selector.ts';
export { drawingOrder } from './drawing-order.ts';
export {
  consultOracle,
  describePool,
  type OracleAnswer,
  type OracleCandidate,
  type OracleCounts,
  type OracleRequest,
  type OracleRow,
  oraclePick,
} from './oracle.ts';
export { emptyPickRecord } from './pick-record.ts';
export { type PoolView, readOnlyView } from './pool-view.ts';
export { Selector } from './selector.ts';
export {
  AT_CAPACITY,
  type CampaignFacts,
  type CampaignIndex,
  type ConnectionIndex,
  type CountryIndex,
  type LeftOutReason,
  NO_ELIGIBLE,
  NO_NUMBER,
  type NumberFacts,
  type NumberIndex,
  type NumberStatus,
  type Pick,
  type PickRecord,
  type SelectorSettings,
  type TraceRow,
  UNKNOWN_COUNTRY,
  type WeightSettings,
} from './types.ts';
export { WEIGHT_UNIT } from './weight.ts';
