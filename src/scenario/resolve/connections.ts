import type { ConnectionSpec } from '../../model/spec.ts';
import { CONNECTION } from '../defaults.ts';
import { didYouMean } from '../nearest.ts';
import type { ScenarioInput } from '../schema/scenario.ts';
import type { Context } from './context.ts';

/** The connections of a scenario, by id. */
export class Connections {
  readonly list: ConnectionSpec[];
  /** False where the scenario lists none: then each one that a number names is made with defaults. */
  readonly listed: boolean;
  readonly made: string[] = [];

  constructor(input: ScenarioInput, context: Context) {
    this.listed = input.connections !== undefined;
    this.list = [];
    for (const [i, connection] of (input.connections ?? []).entries()) {
      if (this.list.some((other) => other.id === connection.id)) {
        const message = `two connections are called ${connection.id}`;
        context.problem(['connections', i, 'id'], message, 'give each its own id');
      }
      this.list.push({ ...connection });
    }
  }

  /** Index of the connection of a number; null = it names none. Negative where there is none such. */
  index(id: string | null): number {
    if (id === null) return this.list.length > 0 ? 0 : this.make('default');
    const found = this.list.findIndex((connection) => connection.id === id);
    return found >= 0 || this.listed ? found : this.make(id);
  }

  remedy(id: string): string {
    const ids = this.list.map((connection) => connection.id);
    return didYouMean(id, ids, `known connections: ${ids.join(', ')}`);
  }

  private make(id: string): number {
    this.made.push(id);
    return this.list.push({ id, ...CONNECTION }) - 1;
  }
}
