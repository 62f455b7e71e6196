/** The method `pick` of a selector module: the first number of the pool that keeps the rules. */
export const FIRST_FIT = `pick({ campaign, country }, pool) {
      for (let i = 0; i < pool.poolSize(campaign); i++) {
        const number = pool.poolNumber(campaign, i);
        const allowed = pool.isAllowed(number, country) && !pool.isPaused(campaign, number);
        const clean = pool.score(number) <= pool.spamThreshold;
        if (allowed && clean && pool.hasRoom(number)) return number;
      }
      return -2;
    }`;
