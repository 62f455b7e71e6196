import type { ReplayData } from '../../src/report/html/replay/replay-data.ts';
import { SCORE_STEP } from '../../src/report/html/replay/series-text.ts';
import { element } from './element.ts';
import type { Track } from './track.ts';

/** More lines than this are drawn small. */
const MOST_LARGE = 72;

interface Tile {
  readonly line: number;
  readonly item: HTMLLIElement;
  readonly status: HTMLSpanElement;
  readonly calls: HTMLSpanElement;
  readonly observed: HTMLElement;
  readonly real: HTMLElement;
  /** What is shown, so that only what changes is touched. */
  shown: string;
}

/** What the board shows at one moment, for the sentence above it. */
export interface BoardCounts {
  readonly calls: number;
  /** Lines by status. */
  readonly byStatus: readonly number[];
}

/** The lines of one campaign, one tile each. */
export class Board {
  readonly list: HTMLOListElement;
  readonly data: ReplayData;
  readonly track: Track;
  readonly campaign: number;
  readonly tiles: readonly Tile[];

  constructor(data: ReplayData, track: Track, campaign: number) {
    this.data = data;
    this.track = track;
    this.campaign = campaign;
    this.list = element('ol', { class: 'board', 'aria-label': 'Lines of the pool' });
    this.tiles = data.lines
      .map((_, line) => line)
      .filter((line) => track.has(campaign, line))
      .map((line) => this.tile(line));
    if (this.tiles.length > MOST_LARGE) this.list.classList.add('small');
    this.list.append(...this.tiles.map(({ item }) => item));
  }

  /** Shows the state at a bin, and counts it. */
  show(bin: number): BoardCounts {
    const { run } = this.track;
    // The end of the bin: what is told of it has happened by then.
    const minute = (bin + 1) * run.binMinutes - 1;
    const hour = Math.floor(minute / 60);
    const byStatus = this.data.statuses.map(() => 0);
    let sum = 0;
    for (const tile of this.tiles) {
      const found = this.track.statusAt(this.campaign, tile.line, minute);
      const calls = this.track.calls[tile.line]![bin] ?? 0;
      sum += calls;
      if (found !== null) byStatus[found.status]!++;
      const fresh = found !== null && found.since > 0 && minute - found.since < 60;
      const observed = scoreAt(this.track.observed[tile.line]!, hour);
      const real = scoreAt(this.track.real[tile.line]!, hour);
      const key = `${found?.status}/${calls}/${fresh}/${observed}/${real}`;
      if (key === tile.shown) continue;
      tile.shown = key;
      this.paint(tile, found?.status ?? null, calls, fresh, observed, real);
    }
    return { calls: sum, byStatus };
  }

  private paint(
    tile: Tile,
    status: number | null,
    calls: number,
    fresh: boolean,
    observed: number | null,
    real: number | null,
  ): void {
    const word = status === null ? '–' : this.data.statuses[status]!;
    if (tile.status.textContent !== word) {
      tile.status.textContent = word;
      tile.status.className = `status ${word}`;
    }
    tile.calls.textContent = calls === 0 ? '' : String(calls);
    const { classList, style } = tile.item;
    classList.toggle('on', calls > 0);
    classList.toggle('bad', word === 'flagged');
    classList.toggle('fresh', fresh);
    style.setProperty('--calls', String(calls / this.track.mostCalls));
    tile.observed.style.width = `${observed ?? 0}%`;
    tile.real.style.left = `${real ?? 0}%`;
    tile.real.hidden = real === null;
  }

  private tile(line: number): Tile {
    const { number, name, country, anchor } = this.data.lines[line]!;
    const small = this.data.lines.length > MOST_LARGE;
    const text = small ? `…${number.slice(-5)}` : number;
    const title = [number, name, country].filter((part) => part !== '').join(', ');
    const id =
      anchor === ''
        ? element('bdi', { class: 'id', title }, text)
        : element('a', { class: 'id', href: `#${anchor}`, title, 'aria-label': title }, text);
    const status = element('span', { class: 'status' });
    const calls = element('span', { class: 'n' });
    const observed = element('i');
    const real = element('u');
    const score = element('span', { class: 'score', 'aria-hidden': 'true' }, observed, real);
    if (this.data.threshold !== null) {
      const mark = element('s');
      mark.style.left = `${this.data.threshold}%`;
      score.append(mark);
    }
    const item = element('li', {}, id, score, element('span', { class: 'row' }, status, calls));
    return { line, item, status, calls, observed, real, shown: '' };
  }
}

/** Scores are seen at the end of an hour: the first hour shows those of its end. */
function scoreAt(scores: Float64Array, hour: number): number | null {
  const score = scores[Math.max(1, Math.min(hour, scores.length - 1))];
  return score === undefined || Number.isNaN(score) ? null : score * SCORE_STEP;
}
