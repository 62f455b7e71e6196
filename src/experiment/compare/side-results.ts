import { assert } from '../../base/assert.ts';
import { figureIndex } from '../../model/figures.ts';
import type { ReplicationResult, ResultLayout, Scope } from '../../model/result.ts';
import type { Pairs } from '../aggregate.ts';
import { type NamedScope, namedScopes } from '../figures-summary.ts';

/** What one side of a comparison gave, replications 0 … replications − 1. */
export interface SideResults {
  /** Names of its campaigns. */
  readonly campaigns: readonly string[];
  readonly scopes: readonly Scope[];
  readonly replications: number;
  /** One figure in one scope, in the first `n` replications; null where this side has none such. */
  pairs(key: string, scope: Scope, n: number): Pairs | null;
  /** Hash over all events of a replication; null where it was not kept. */
  fingerprint(replication: number): string | null;
}

/**
 * Figures of replications that are being simulated, in the order of their index and never of their
 * arrival. Of a replication only the figures are kept: 16 bytes each.
 */
export class SimulatedSide implements SideResults {
  readonly campaigns: readonly string[];
  readonly scopes: readonly NamedScope[];
  readonly width: number;
  readonly cells: Float64Array[] = [];
  readonly fingerprints: string[] = [];
  readonly early = new Map<number, ReplicationResult>();

  constructor(layout: ResultLayout, campaigns: readonly string[]) {
    this.campaigns = campaigns;
    this.scopes = namedScopes(layout, campaigns);
    this.width = layout.scopes.length;
  }

  get replications(): number {
    return this.cells.length;
  }

  add(result: ReplicationResult): void {
    const { replication } = result;
    assert(replication >= this.replications, `replication ${replication} was given twice`);
    this.early.set(replication, result);
    for (;;) {
      const next = this.early.get(this.replications);
      if (next === undefined) return;
      this.early.delete(next.replication);
      this.cells.push(next.cells.slice());
      this.fingerprints.push(next.fingerprint);
    }
  }

  pairs(key: string, { campaign, country }: Scope, n: number): Pairs | null {
    const found = this.scopes.find((s) => s.campaign === campaign && s.country === country);
    if (found === undefined) return null;
    const at = (figureIndex(key) * this.width + found.scope) * 2;
    const column = (offset: number) =>
      Float64Array.from({ length: n }, (_, replication) => this.cells[replication][at + offset]);
    return { numerators: column(0), denominators: column(1) };
  }

  fingerprint(replication: number): string | null {
    return this.fingerprints[replication] ?? null;
  }
}
