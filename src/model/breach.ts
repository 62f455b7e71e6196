/** The selector (or poolsim around it) broke a law that must always hold. Carries what replays it. */
export class LawBreach extends Error {
  override name = 'LawBreach';
  readonly law: number;
  readonly replication: number;
  readonly event: number;
  readonly atMs: number;

  constructor(
    law: number,
    text: string,
    where: { replication: number; event: number; atMs: number },
  ) {
    super(`law ${law}: ${text}`);
    this.law = law;
    this.replication = where.replication;
    this.event = where.event;
    this.atMs = where.atMs;
  }
}

/** Where a replication stands, for those who find a law broken: accusations carry what replays them. */
export class Accuser {
  readonly replication: number;
  readonly clock: { readonly events: number };
  readonly numberIds: readonly string[];

  constructor(
    replication: number,
    clock: { readonly events: number },
    numberIds: readonly string[],
  ) {
    this.replication = replication;
    this.clock = clock;
    this.numberIds = numberIds;
  }

  name(number: number): string {
    return number >= 0 ? this.numberIds[number] : `nobody (${number})`;
  }

  /** @throws {LawBreach} always */
  breach(law: number, text: string, atMs: number): never {
    throw new LawBreach(law, text, {
      replication: this.replication,
      event: this.clock.events,
      atMs,
    });
  }
}
