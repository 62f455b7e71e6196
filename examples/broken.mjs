// A selector that breaks a rule on purpose: it never looks at the spam score. docs/SELECTOR.md shows
// what poolsim says to it.

export default {
  pick({ campaign, country, sticky }, pool) {
    const usable = (number) =>
      pool.status(number) === 'active' &&
      !pool.isPaused(campaign, number) &&
      pool.isAllowed(number, country) &&
      pool.hasRoom(number);

    if (sticky >= 0 && usable(sticky)) return sticky;
    for (let i = 0; i < pool.poolSize(campaign); i++) {
      const number = pool.poolNumber(campaign, pool.poolSize(campaign) - 1 - i);
      if (usable(number)) return number;
    }
    return -1;
  },
};
