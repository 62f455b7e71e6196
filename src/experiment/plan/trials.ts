import type { ReplicationResult } from '../../model/result.ts';
import type { Scenario } from '../../model/spec.ts';
import { type Counts, candidateScenario, withoutNumber } from './candidate.ts';
import { cutOff } from './components.ts';
import { type Judged, judgeApart, together } from './judge.ts';
import { type LookSchedule, lookSchedule, type PlanLook, planLooks } from './looks.ts';
import type { PlanProblem } from './problem.ts';
import { type Reading, readingOf, Sample } from './sample.ts';

/** A pool under the number by which whoever simulates it knows it again. */
export interface NumberedCandidate {
  readonly id: number;
  readonly scenario: Scenario;
}

/**
 * Runs replications from … to − 1 of a candidate and answers with them in the order of their index; fewer
 * only after an interruption.
 */
export type RunCandidate = (
  candidate: NumberedCandidate,
  from: number,
  to: number,
) => Promise<readonly ReplicationResult[]>;

/** The same where only stalls are asked for: of each replication the cells that stalled. */
export type RunStalls = (
  candidate: NumberedCandidate,
  from: number,
  to: number,
) => Promise<readonly Uint8Array[]>;

/** Who simulates. */
export interface Simulators {
  readonly run: RunCandidate;
  /** Used where every target is on stalls; absent: whole replications then too. */
  readonly runStalls?: RunStalls;
}

/** Part of the error with which a pool may be refused wrongly, each one alone. */
const REFUSING = 0.5;

/** The budget is used up, or the user has interrupted: what is known so far is the answer. */
export class OutOfBudget extends Error {
  override name = 'OutOfBudget';
}

/** One pool with everything that is known of it. */
export interface Trial {
  readonly id: number;
  readonly counts: Counts;
  readonly scenario: Scenario;
  /** Countries that this pool can no longer dial at all: it is out without a simulation. */
  readonly cutOff: readonly string[];
  /** Replications 0 … settling − 1 at most: to guide the search, never to promise. */
  readonly screening: Sample;
  /** The ones after: to prove. */
  readonly proof: Sample;
  /** Both, in the order in which they came: to refuse. */
  readonly all: Sample;
  /** Chance with which it may be promised wrongly, and the looks that follow from it; 0 = not under proof. */
  error: number;
  schedule: LookSchedule | null;
  looks: readonly PlanLook[];
  /** Replications of the proof that were read at its last look. */
  lookedAt: number;
  judged: readonly Judged[];
  decision: 'held' | 'breached' | 'near' | 'open' | 'no_data' | 'cut_off';
}

/** True while more looks may still decide it. */
export function undecided({ decision }: Trial): boolean {
  return decision === 'open' || decision === 'no_data';
}

/** Every pool that was tried, and the replications spent on them. */
export class Trials {
  readonly problem: PlanProblem;
  readonly simulators: Simulators;
  readonly interrupted: () => boolean;
  readonly reading: Reading;
  readonly byKey = new Map<string, Trial>();
  used = 0;
  /** Replications kept back for what is told of the answer. */
  reserved = 0;
  nextId = 0;

  constructor(problem: PlanProblem, simulators: Simulators, interrupted: () => boolean) {
    this.problem = problem;
    this.simulators = simulators;
    this.interrupted = interrupted;
    this.reading = readingOf(problem.scenario, problem.targets);
  }

  get left(): number {
    return this.problem.budget - this.used - this.reserved;
  }

  of(counts: Counts): Trial {
    const key = counts.join(' ');
    let trial = this.byKey.get(key);
    if (trial === undefined) {
      trial = this.open(counts);
      this.byKey.set(key, trial);
    }
    return trial;
  }

  open(counts: Counts): Trial {
    const { problem, reading } = this;
    const scenario = candidateScenario(problem.scenario, problem.groups, counts);
    const gone = cutOff(problem.scenario, scenario);
    return {
      id: this.nextId++,
      counts,
      scenario,
      cutOff: gone,
      screening: new Sample(reading, 0),
      proof: new Sample(reading, problem.settling),
      all: new Sample(reading, 0),
      error: 0,
      schedule: null,
      looks: [],
      lookedAt: 0,
      judged: [],
      decision: gone.length > 0 ? 'cut_off' : 'open',
    };
  }

  /** @throws {OutOfBudget} */
  async extend(trial: Trial, sample: Sample, n: number): Promise<void> {
    if (sample.n >= n) return;
    if (this.interrupted()) throw new OutOfBudget('interrupted');
    const affordable = Math.min(n - sample.n, Math.max(0, this.left));
    const from = sample.from + sample.n;
    if (affordable > 0) await this.simulate(trial, sample, from, from + affordable);
    this.used += sample.from + sample.n - from;
    if (sample.n < n) throw new OutOfBudget(this.interrupted() ? 'interrupted' : 'budget');
  }

  async simulate(trial: Trial, sample: Sample, from: number, to: number): Promise<void> {
    const { run, runStalls } = this.simulators;
    const stallsOnly = this.problem.targets.every(({ key }) => key === 'stall.risk');
    if (stallsOnly && runStalls !== undefined) {
      for (const stalled of await runStalls(trial, from, to)) {
        sample.addStalls(stalled);
        trial.all.addStalls(stalled);
      }
      return;
    }
    for (const result of await run(trial, from, to)) {
      sample.add(result);
      trial.all.add(result);
    }
  }

  /** A pool's figures over the first n replications of its screening, where it was read for stalls alone. @throws {OutOfBudget} */
  async readWhole(trial: Trial, n: number): Promise<void> {
    if (trial.proof.sums.length > 0 || trial.screening.sums.length > 0) return;
    if (this.left < n) throw new OutOfBudget('budget');
    for (const { cells } of await this.simulators.run(trial, 0, n)) trial.screening.addSums(cells);
    this.used += n;
  }

  /** Screens a pool on at most n replications, dropping what is hopeless after a few. @throws {OutOfBudget} */
  async screen(
    trial: Trial,
    hopeless: (sample: Sample) => boolean,
    most = this.problem.screening,
  ): Promise<Sample> {
    for (let n = Math.min(most, 20); ; n = Math.min(most, Math.ceil(n * 1.7))) {
      await this.extend(trial, trial.screening, n);
      if (trial.screening.n >= most || hopeless(trial.screening)) return trial.screening;
    }
  }

  /** Looks at a pool until it is decided, or cannot be within the budget. @throws {OutOfBudget} */
  async prove(trial: Trial): Promise<Trial['decision']> {
    while (undecided(trial)) await this.advance(trial);
    return trial.decision;
  }

  /** True when a proof has become long: nearer to its bound than pools mostly are. */
  late(trial: Trial): boolean {
    return this.nextLook(trial)?.late ?? true;
  }

  /**
   * Puts a pool under proof, or lets it be promised with a higher chance of being wrong than before: its
   * further looks follow from the sum.
   */
  grant(trial: Trial, error: number): void {
    trial.error += error;
    const { targets, zone, budget, confidence } = this.problem;
    const rules = {
      targets,
      error: { held: trial.error, breached: REFUSING * (1 - confidence) },
      zone,
      most: budget,
    };
    trial.schedule ??= lookSchedule(rules);
    trial.looks = planLooks(rules, trial.schedule);
    if (trial.error === error) this.judge(trial);
  }

  nextLook(trial: Trial): PlanLook | undefined {
    return trial.looks.find(({ n }) => n > trial.lookedAt);
  }

  /** One more look at an undecided pool. @throws {OutOfBudget} also where no look is left */
  async advance(trial: Trial): Promise<void> {
    const look = this.nextLook(trial);
    if (look === undefined) throw new OutOfBudget('budget');
    await this.extend(trial, trial.proof, look.n);
    trial.lookedAt = look.n;
    this.judge(trial);
  }

  judge(trial: Trial): void {
    // Its stalls would look better: contacts that nobody may dial count as structural.
    if (trial.cutOff.length > 0) return;
    const { targets, zone } = this.problem;
    const { looks, proof, all } = trial;
    const promising = looks.find(({ n }) => n === trial.lookedAt);
    const refusing = looks.findLast(({ n }) => n <= all.n);
    trial.judged = targets.map((target, t) =>
      judgeApart(
        target,
        promising === undefined
          ? null
          : { pairs: proof.pairs(t, promising.n), error: promising.errors[t] },
        refusing === undefined
          ? null
          : { pairs: all.pairs(t, refusing.n), error: refusing.errors[t] },
        zone,
      ),
    );
    trial.decision = together(trial.judged.map(({ decision }) => decision));
  }

  /** A pool with one number taken out, on the first n screening replications. @throws {OutOfBudget} */
  async withoutNumber(trial: Trial, index: number, n: number): Promise<Sample> {
    const scenario = withoutNumber(trial.scenario, index);
    const sample = new Sample(this.reading, 0);
    const all = new Sample(this.reading, 0);
    const loss = { ...trial, id: this.nextId++, scenario, screening: sample, all };
    await this.extend(loss, sample, n);
    return sample;
  }
}
