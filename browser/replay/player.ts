import { momentText } from '../../src/report/html/clock.ts';
import type { ReplayData } from '../../src/report/html/replay/replay-data.ts';
import { Board, type BoardCounts } from './board.ts';
import { button, choice, element } from './element.ts';
import { type ReplayPlace, readFragment, writeFragment } from './fragment.ts';
import { Track } from './track.ts';

/** Simulated hours in a second. */
const SPEEDS = [1, 4, 12, 48] as const;
const KINDS: Readonly<Record<string, string>> = {
  median: 'nearest the median',
  'first-stall': 'the first that stalled',
};

/** The moving picture: a clock that runs over one replication, and the board that it shows. */
export class Player {
  readonly place: HTMLElement;
  readonly data: ReplayData;
  readonly tracks: Track[] = [];
  readonly calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  run = 0;
  campaign = 0;
  bin = 0;
  speed = 1;
  /** Part of a bin that has passed since the last one was shown. */
  rest = 0;
  playing = false;
  lastMs = 0;
  board!: Board;
  readonly when = element('p', { class: 'when' });
  readonly now = element('p', { class: 'now' });
  readonly said = element('p', { class: 'jump-note', role: 'status' });
  readonly slider = element('input', {
    type: 'range',
    min: '0',
    step: '1',
    'aria-label': 'Time in the replication',
  });
  readonly playButton = button('Play', 'play', () => this.toggle());
  readonly stallButton = button('Next stall', 'next-stall', () => this.jump('stall'));
  readonly flagButton = button('Next flag', 'next-flag', () => this.jump('flag'));
  readonly boardPlace = element('div');
  runChoice: HTMLSelectElement | null = null;
  campaignChoice: HTMLSelectElement | null = null;

  constructor(place: HTMLElement, data: ReplayData) {
    this.place = place;
    this.data = data;
  }

  start(): void {
    this.build();
    const asked = readFragment(location.hash);
    this.open(asked ?? {});
    this.place.hidden = false;
    if (asked !== null) document.getElementById('replay')?.scrollIntoView();
    addEventListener('hashchange', () => {
      const place = readFragment(location.hash);
      if (place !== null && location.hash !== writeFragment(this.here())) this.open(place);
    });
  }

  private build(): void {
    const { runs, campaigns } = this.data;
    const controls = element(
      'div',
      { class: 'controls' },
      this.playButton,
      this.stallButton,
      this.flagButton,
    );
    const speed = choice(
      'speed',
      SPEEDS.map((hours) => `${hours} h a second`),
      this.speed,
      (index) => {
        this.speed = index;
      },
    );
    speed.select.className = 'speed';
    controls.append(speed.label);
    if (runs.length > 1) {
      const texts = runs.map(({ kind, replication }) => `${replication}, ${KINDS[kind] ?? kind}`);
      const made = choice('replication', texts, 0, (run) =>
        this.open({ run: runs[run]!.kind, minute: 0 }),
      );
      this.runChoice = made.select;
      controls.append(made.label);
    }
    if (campaigns.length > 1) {
      const made = choice('campaign', campaigns, 0, (campaign) =>
        this.open({ ...this.here(), campaign }),
      );
      this.campaignChoice = made.select;
      controls.append(made.label);
    }
    this.slider.addEventListener('input', () => {
      this.pause();
      this.go(Number(this.slider.value));
    });
    this.slider.addEventListener('change', () => this.keep());
    this.place.addEventListener('keydown', (event) => this.key(event));
    this.place.append(
      this.when,
      this.now,
      this.slider,
      controls,
      keyNote(),
      this.said,
      this.boardPlace,
    );
  }

  /** Goes to a place, or to the start of what it does not name. */
  private open(place: Partial<ReplayPlace>): void {
    const { runs, campaigns, lines } = this.data;
    this.pause();
    this.run = Math.max(
      0,
      runs.findIndex(({ kind }) => kind === place.run),
    );
    this.campaign = Math.min(place.campaign ?? 0, campaigns.length - 1);
    const track =
      this.tracks[this.run] ?? new Track(runs[this.run]!, campaigns.length, lines.length);
    this.tracks[this.run] = track;
    this.board = new Board(this.data, track, this.campaign);
    this.boardPlace.replaceChildren(this.board.list);
    this.slider.max = String(track.run.bins - 1);
    if (this.runChoice !== null) this.runChoice.value = String(this.run);
    if (this.campaignChoice !== null) this.campaignChoice.value = String(this.campaign);
    this.stallButton.disabled = !track.run.moments.some(({ kind }) => kind === 'stall');
    this.flagButton.disabled = !track.run.moments.some(({ kind }) => kind === 'flag');
    this.go(Math.floor((place.minute ?? 0) / track.run.binMinutes));
  }

  private go(bin: number): void {
    const { bins, binMinutes } = this.track().run;
    this.bin = Math.max(0, Math.min(bins - 1, bin));
    const hours = (this.bin * binMinutes) / 60;
    const when = `${momentText(this.data.clock, hours)}, ${this.data.clock.zone}`;
    this.when.textContent = when;
    this.slider.value = String(this.bin);
    this.slider.setAttribute('aria-valuetext', when);
    this.tell(this.board.show(this.bin));
  }

  /** The sentence above the board. */
  private tell({ calls, byStatus }: BoardCounts): void {
    const { statuses } = this.data;
    const parts = statuses
      .map((status, i) => [status, byStatus[i]!] as const)
      .filter(([, lines]) => lines > 0)
      .reverse()
      .map(([status, lines]) => `${lines} ${status}`);
    const { binMinutes } = this.track().run;
    const several = this.data.campaigns.length > 1;
    const stalled = this.track()
      .stallsAt(this.bin * binMinutes)
      .map(({ country, campaign }) => {
        return several ? `${country} in ${this.data.campaigns[campaign]}` : country;
      });
    this.now.replaceChildren(
      `${calls} calls in these ${binMinutes} minutes; lines: ${parts.join(', ')}. `,
    );
    if (stalled.length > 0) this.now.append(element('b', {}, `Stalled: ${stalled.join(', ')}.`));
  }

  toggle(): void {
    if (this.playing) {
      this.pause();
      this.keep();
      return;
    }
    if (this.bin >= this.track().run.bins - 1) this.go(0);
    this.playing = true;
    this.playButton.textContent = 'Pause';
    this.lastMs = performance.now();
    this.tick();
  }

  private tick(): void {
    // Where motion is not wanted the picture still goes on, a step in a second, and nothing glides.
    if (this.calm) setTimeout(() => this.step(performance.now()), 1_000);
    else requestAnimationFrame((nowMs) => this.step(nowMs));
  }

  private step(nowMs: number): void {
    if (!this.playing) return;
    const { bins, binMinutes } = this.track().run;
    const passedMs = Math.min(1_500, Math.max(0, nowMs - this.lastMs));
    this.lastMs = nowMs;
    this.rest += (passedMs / 1_000) * SPEEDS[this.speed]! * (60 / binMinutes);
    const whole = Math.floor(this.rest);
    this.rest -= whole;
    if (whole > 0) this.go(this.bin + whole);
    if (this.bin >= bins - 1) {
      this.pause();
      this.keep();
    } else this.tick();
  }

  pause(): void {
    this.playing = false;
    this.rest = 0;
    this.playButton.textContent = 'Play';
  }

  /** To the next stall or flag; after the last to the first. */
  jump(kind: 'stall' | 'flag'): void {
    const { moments, binMinutes } = this.track().run;
    const own = moments.filter((moment) => moment.kind === kind);
    const next = own.find(({ minute }) => Math.floor(minute / binMinutes) > this.bin) ?? own[0];
    if (next === undefined) return;
    const shown = this.data.campaigns[this.campaign]!;
    if (next.campaigns.includes(shown)) {
      this.pause();
      this.go(Math.floor(next.minute / binMinutes));
    } else {
      const campaign = Math.max(0, this.data.campaigns.indexOf(next.campaigns[0]!));
      this.open({ ...this.here(), campaign, minute: next.minute });
    }
    this.keep();
    this.said.textContent = `${momentText(this.data.clock, next.minute / 60)}: ${next.text}`;
  }

  private key(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.tagName === 'SELECT') return;
    if (event.key === ' ' && target.tagName !== 'BUTTON') this.toggle();
    else if (event.key === 's') this.jump('stall');
    else if (event.key === 'f') this.jump('flag');
    else return;
    event.preventDefault();
  }

  private track(): Track {
    return this.tracks[this.run]!;
  }

  private here(): ReplayPlace {
    const { run } = this.track();
    return { run: run.kind, minute: this.bin * run.binMinutes, campaign: this.campaign };
  }

  /** The address bar tells the moment, so that it can be sent and come back to. */
  private keep(): void {
    history.replaceState(null, '', writeFragment(this.here()));
  }
}

function keyNote(): HTMLElement {
  const key = (text: string) => element('kbd', {}, text);
  return element(
    'p',
    { class: 'keys' },
    'Keys in here: ',
    key('space'),
    ' play or pause, ',
    key('s'),
    ' next stall, ',
    key('f'),
    ' next flag, ',
    key('←'),
    ' ',
    key('→'),
    ' on the slider a quarter of an hour. Bars of a line: its score with the threshold, below it its calls.',
  );
}
