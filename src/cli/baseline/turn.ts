/**
 * Lets the event loop turn once, so that a signal is heard. Unlike the host's sleep it keeps the process
 * alive meanwhile.
 */
export function turn(): Promise<void> {
  return new Promise((done) => {
    setImmediate(done);
  });
}
