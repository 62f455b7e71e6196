/** What `scenarios init` writes: everything generated, so that it runs with no other file. */
export const STARTER = `# A scenario for poolsim. Every value that is left out has a default:
# "poolsim scenarios show <this file>" lists them all, "poolsim schema" says what is allowed.
name: starter
why: Does the pool hold for a working week of dialling two countries?
seed: 1
# How often the week is simulated, each time with other luck. "auto" goes on until every gate is decided.
replications: 100
start: 2026-03-02T09:00:00-05:00
duration: 5d

platform:
  # Numbers with a score above it are skipped, in every campaign.
  spamThreshold: 70
  # How often the platform fetches each number's score.
  scoreRefresh: 24h
  # Calls at once over all campaigns.
  tenantConcurrency: 40

connections:
  - { id: twilio-main, provider: twilio, concurrency: 20, callsPerSecond: 1 }

# Your own inventory instead:  - file: numbers.csv
# (columns: e164, and where you have them country, status, connection, allowed_countries, spam_score)
numbers:
  - generate: { group: us, country: US, count: 12, allowedCountries: [US, CA], spamScore: 20 }
  - generate: { group: gb, country: GB, count: 6, allowedCountries: [GB], spamScore: 20 }

campaigns:
  - name: outreach
    pool: all
    # Numbers of the contact's own country first, where one is eligible.
    preferCountryMatched: true
    concurrency: 20
    # In the contact's own time zone.
    windows: { days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00" }
    retries: { max: 2, delays: [60m, 4h] }
    followUp: { share: 30%, delay: 2d }
    # Your own list instead:  contacts: { file: contacts.csv }
    contacts:
      generate: { count: 1000, countries: { US: 60%, GB: 40% } }

# What the run is judged by; "poolsim metrics" explains every figure.
gates:
  - skip.rate.spam < 50%
  - stall.time_share <= 50%
`;
