import type { SimMs } from '../base/units.ts';
import { TIMELINE_COLUMNS } from './figures.ts';
import { WAIT } from './ledger.ts';
import type { Prepared } from './prepare.ts';
import type { World } from './world.ts';

const COLUMNS = TIMELINE_COLUMNS.length;
/** Filled and read within one call of `close`. */
const SCRATCH = new Float64Array(COLUMNS);

/**
 * The campaign hour by hour. Every column is a difference of the books between two full hours: stocks
 * as time means, flows as counts. Scopes are sums over their cells, but `eligible`, which is the mean
 * over countries: numbers serve several countries, and a sum would count them several times.
 */
export class Timeline {
  readonly values: Float64Array;
  readonly scopes: number;
  /** The books at the last full hour, `cell * columns + column`. */
  readonly before: Float64Array;
  readonly cellsOfScope: Float64Array;
  beforeMs = 0;

  constructor(prepared: Prepared) {
    this.scopes = prepared.scopes.length;
    this.values = new Float64Array(prepared.layout.hours * this.scopes * COLUMNS);
    this.before = new Float64Array(prepared.cells.length * COLUMNS);
    this.cellsOfScope = new Float64Array(this.scopes);
    for (const cell of prepared.cells) {
      for (const scope of new Set(cell.scopes)) this.cellsOfScope[scope]++;
    }
  }

  close(world: World, hour: number, nowMs: SimMs): void {
    const { ledger, prepared } = world;
    const spanMs = nowMs - this.beforeMs;
    if (spanMs <= 0) return;
    ledger.flush(nowMs);
    const books = SCRATCH;
    for (let cell = 0; cell < prepared.cells.length; cell++) {
      readBooks(world, cell, books);
      const scopes = prepared.cells[cell].scopes;
      for (let column = 0; column < COLUMNS; column++) {
        const at = cell * COLUMNS + column;
        let value = books[column] - this.before[at];
        this.before[at] = books[column];
        if (isStock(column)) value /= spanMs;
        for (const scope of scopes) {
          const share = column === 0 ? value / this.cellsOfScope[scope] : value;
          this.values[(hour * this.scopes + scope) * COLUMNS + column] += share;
        }
      }
    }
    this.beforeMs = nowMs;
  }
}

const STOCKS = TIMELINE_COLUMNS.map(
  (name) => name === 'eligible' || name === 'in_flight' || name.startsWith('waiting_'),
);

function isStock(column: number): boolean {
  return STOCKS[column];
}

/** Running totals of one cell in the order of TIMELINE_COLUMNS. */
function readBooks(world: World, cell: number, out: Float64Array): void {
  const { ledger } = world;
  const { count } = ledger;
  const waited = (reason: number) => ledger.waitedMs(reason, cell);
  out[0] = ledger.eligible.integral[cell];
  out[1] = count.skipSpam[cell];
  out[2] = count.skipCountry[cell];
  out[3] = count.skipBoth[cell];
  out[4] = waited(WAIT.stalled);
  out[5] = waited(WAIT.paused);
  out[6] = waited(WAIT.window);
  out[7] = waited(WAIT.retry);
  out[8] = waited(WAIT.provider);
  out[9] = waited(WAIT.tenant) + waited(WAIT.campaign);
  out[9] += waited(WAIT.connection) + waited(WAIT.number);
  out[10] = waited(WAIT.rate);
  out[11] = ledger.inFlight.integral[cell];
  out[12] = count.dials[cell];
  out[13] = count.answered[cell];
  out[14] = count.considered[cell];
  out[15] = waited(WAIT.tenant);
  out[16] = waited(WAIT.campaign);
  out[17] = waited(WAIT.connection) + waited(WAIT.number);
  out[18] = count.ended[cell];
}
