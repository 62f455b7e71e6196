// A selector of one's own: takes turns over the numbers that the rules allow.
//
//   poolsim run scenarios/quickstart.yaml --selector examples/round-robin.mjs

const NO_ELIGIBLE = -1;
const AT_CAPACITY = -2;

/** Called once per replication, so that no replication remembers another one's calls. */
export default function createSelector() {
  // Per campaign and country, the number that was used last: with one turn for all countries, the
  // first number of each would be used far too often.
  const lastUsed = new Map();

  return {
    pick({ campaign, country, sticky }, pool) {
      const allowed = (number) =>
        pool.status(number) === 'active' &&
        !pool.isPaused(campaign, number) &&
        pool.score(number) <= pool.spamThreshold &&
        pool.isAllowed(number, country);

      const eligible = [];
      for (let i = 0; i < pool.poolSize(campaign); i++) {
        const number = pool.poolNumber(campaign, i);
        if (allowed(number)) eligible.push(number);
      }
      if (eligible.length === 0) return NO_ELIGIBLE;

      const ready = eligible.filter((number) => pool.hasRoom(number, campaign));
      if (ready.length === 0) return AT_CAPACITY;
      if (ready.includes(sticky)) return sticky;

      const local = ready.filter((number) => pool.homeCountry(number) === country);
      const candidates = pool.prefersCountryMatched(campaign) && local.length > 0 ? local : ready;

      // The pool is ascending by number: the next one after the last, else the first again.
      const turn = `${campaign}/${country}`;
      const last = lastUsed.get(turn) ?? -1;
      const next = candidates.find((number) => number > last) ?? candidates[0];
      lastUsed.set(turn, next);
      return next;
    },
  };
}
