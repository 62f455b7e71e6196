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
