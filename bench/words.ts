/** Phrases that the cards of a synthetic bank are put together from; lists of equal, prime length, see `banks.ts`. */

/** So many phrases has each list. */
export const phraseCount = 29

/** What a thing is like. */
export const qualities = split(`
  slow | shared | nightly | empty | oldest | second | remote | frozen | public | broken | hidden | spare | cheap | tiny |
  noisy | urgent | partial | manual | silent | stale | foreign | local | sealed | costly | half-built | central |
  borrowed | nameless | overdue
`)

/** What is in trouble. */
export const things = split(`
  job queue | search index | price cache | sales report | tag importer | backup | ledger | replica | invoice | schema |
  session store | upload form | mailbox | stock counter | mail gateway | export | login page | printer | cluster |
  schedule | archive | chat window | token store | map view | audit log | proxy | webhook | quota | data feed
`)

/** What it does. */
export const troubles = split(`
  stall | drift | shrink | grow | restart | lag | vanish | repeat itself | freeze | flood the disk | swap columns |
  answer twice | lose rows | round down | skip entries | refuse names | hide results | leak memory | return nothing |
  ignore a region | run backwards | lock up | double in size | blame the network | sort wrongly | wait forever |
  forget settings | drop batches | reject dates
`)

/** When. */
export const moments = split(`
  after a failover | at month end | under heavy load | before the audit | since the upgrade | with two tenants |
  on old machines | during a rollout | behind a proxy | over the holidays | with no traffic | across two regions |
  after a restore | at midnight | near the quota | with long names | on a fresh image | below a full disk |
  while imports run | once clocks change | inside a long lock | without a replica | beside a batch job |
  after a reset | with a cold start | on slow networks | despite green tests | before the freeze | for new users
`)

/** Who has to do with it. */
export const people = split(`
  a new colleague | the support desk | an auditor | the night shift | a customer | the finance team | a partner |
  the release lead | a tester | the data steward | a contractor | the platform team | a school | the warehouse |
  an early user | the lawyers | a reseller | the weekend crew | an analyst | the designers | a hospital | an engineer |
  the office | a manager | the sales team | an operator | the vendor | a student | the owners
`)

/** What one can do about it. */
export const actions = split(`
  replay | read | halve | pin | count | draw | pause | compare | limit | measure | document | bisect | empty | sample |
  freeze | rename | move | verify | throttle | rebuild | rehearse | split | reproduce | trace | mirror | replace |
  isolate | warm up | retire
`)

/** Tags; no two of them are alike. */
export const tags = split(`
  latency | billing | caching | storage | privacy | network | backup | schema | quota | clocks | imports | alerts |
  search | mobile | audit | queues | rollout | tracing | identity | pricing | locale | memory | replicas | failover |
  webhooks | capacity | incident | support | testing
`)

function split(text: string): readonly string[] {
  const phrases = text.split('|').map((phrase) => phrase.trim())
  if (new Set(phrases).size !== phraseCount) {
    throw new Error(`${phrases.length} phrases, not ${phraseCount} different`)
  }

  return phrases
}
