/** Ctrl-C ended what was under way; what it would have answered is not known. */
export class Interrupted extends Error {
  override name = 'Interrupted';
}
