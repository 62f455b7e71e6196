/** A thread ended in the middle of a task: out of memory, or ended by a module of the user's. */
export class ThreadEnded extends Error {
  override name = 'ThreadEnded';

  /** @param reason what is known of it, in a few words */
  constructor(reason: string) {
    super(reason);
  }
}
