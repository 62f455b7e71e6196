import { describe, expect, it } from 'vitest';
import { Engine, type EventHandler } from '../../src/kernel/engine.ts';

class Log implements EventHandler {
  readonly lines: string[] = [];
  readonly engine: Engine;
  /** On event type 9, schedules type 1 at the same instant in this phase. */
  readonly phaseOfChild: number;

  constructor(engine: Engine, phaseOfChild = 0) {
    this.engine = engine;
    this.phaseOfChild = phaseOfChild;
  }

  handle(type: number, a: number, b: number, nowMs: number): void {
    expect(this.engine.nowMs).toBe(nowMs);
    this.lines.push(`${nowMs}:${type}(${a},${b})`);
    if (type === 9) this.engine.schedule(nowMs, this.phaseOfChild, 1, a, b);
  }
}

describe('Engine', () => {
  it('handles events in order with their payload, and says that it drained', () => {
    const engine = new Engine();
    const log = new Log(engine);
    engine.schedule(20, 0, 1, 1, 2);
    engine.schedule(10, 5, 2, 3, 4);
    engine.schedule(10, 1, 3, 5, 6);
    expect(engine.run(log, Number.POSITIVE_INFINITY, 100)).toBe('drained');
    expect(log.lines).toEqual(['10:3(5,6)', '10:2(3,4)', '20:1(1,2)']);
    expect(engine.events).toBe(3);
    expect(engine.nowMs).toBe(20);
  });

  it('includes events at the horizon, leaves later ones, and can go on', () => {
    const engine = new Engine();
    const log = new Log(engine);
    for (const atMs of [5, 10, 15]) engine.schedule(atMs, 0, atMs, 0, 0);
    expect(engine.run(log, 10, 100)).toBe('horizon');
    expect(log.lines).toEqual(['5:5(0,0)', '10:10(0,0)']);
    expect(engine.nowMs).toBe(10);
    expect(engine.run(log, 12, 100)).toBe('horizon');
    expect(engine.nowMs).toBe(12);
    expect(engine.run(log, 15, 100)).toBe('drained');
    expect(log.lines).toHaveLength(3);
    expect(engine.nowMs).toBe(15);
  });

  it('stops at the bound with events still due, counts over all runs', () => {
    const engine = new Engine();
    const log = new Log(engine);
    for (let i = 0; i < 5; i++) engine.schedule(i, 0, 0, i, 0);
    expect(engine.run(log, 10, 2)).toBe('bound');
    expect(engine.events).toBe(2);
    expect(engine.nowMs).toBe(1);
    expect(engine.run(log, 10, 3)).toBe('drained');
    expect(engine.events).toBe(5);
    expect(engine.run(log, 10, 0)).toBe('drained');
  });

  it('handles what is scheduled for the same instant within it, by phase', () => {
    const lines = [1, 7].map((phaseOfChild) => {
      const engine = new Engine();
      const log = new Log(engine, phaseOfChild);
      engine.schedule(4, 2, 9, 0, 0);
      engine.schedule(4, 3, 2, 0, 0);
      engine.run(log, 4, 10);
      return log.lines;
    });
    expect(lines[0]).toEqual(['4:9(0,0)', '4:1(0,0)', '4:2(0,0)']);
    expect(lines[1]).toEqual(['4:9(0,0)', '4:2(0,0)', '4:1(0,0)']);
  });

  it('refuses the past and a time that is not finite', () => {
    const engine = new Engine();
    engine.run(new Log(engine), 50, 1);
    engine.schedule(60, 0, 0, 0, 0);
    engine.run(new Log(engine), 100, 1);
    expect(() => engine.schedule(59.999, 0, 3, 0, 0)).toThrow(
      /event type 3 .* before the clock's 60/,
    );
    expect(() => engine.schedule(Number.NaN, 0, 0, 0, 0)).toThrow(/finite/);
    expect(() => engine.schedule(60, 0, 0, 0, 0)).not.toThrow();
  });
});
