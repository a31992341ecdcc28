/**
 * Searches in this repository's bank, written before the search was: what people type, and the card that they want. Each kind is
 * a quarter of them.
 */

/** What is hard about a search. */
export type QueryKind = 'typo' | 'synonym of a tag' | 'words' | 'code'

/** A search. */
export interface Query {
  readonly kind: QueryKind
  readonly text: string
  /** How the title of the wanted card begins. */
  readonly wanted: string
}

const byKind: Readonly<Record<QueryKind, Readonly<Record<string, string>>>> = {
  typo: {
    'tokeniztion ledger': 'A ledger checker that fails',
    'speclative decoding': 'Should speculative decoding be',
    'prefx cache tenants': 'May all tenants share one prefix cache',
    'vocabulary quadrupeling': 'Quadrupling the vocabulary',
    'mixture of expers cluster': 'Mapping a mixture-of-experts run',
    'benchmrk rewritten': 'A 92% benchmark score',
    'swahilli safety': 'Swahili looks four times',
    'hallucnation complaints': 'The more accurate assistant draws',
    'embeding reembedding contract': 'A deleted contract returns',
    'tempature zero': 'Temperature zero, fixed seed',
    'calendar wrong meating': 'Valid calls that book',
    'refnds retry': 'A timeout, a retry and two refunds',
    'poisened training set': 'A forum post claims',
    'invoce hidden text': 'Hidden text in an invoice',
    'similarty threshold': 'Choosing the similarity threshold'
  },
  'synonym of a tag': {
    'moe dense twin': 'A sparse model that is no better',
    'rag wrong device': 'Torque values for the wrong',
    'quantisation activations': 'Int8 weights were harmless',
    'rlhf hidden tests': 'A code model earns far more reward',
    'dpo preference accuracy': 'Preference accuracy reaches 98%',
    'gpu utilization dashboard': 'A utilization dashboard drops',
    'vlm scanned manuals': 'Plausible but wrong numbers',
    'gdpr erasure': 'An erasure request arrives',
    'jailbreak red team': 'Seven red-team findings',
    'ann vectors servers': 'Four hundred million vectors',
    'postmortem production table': 'An agent told to tidy staging',
    'json mode throughput': 'Turning on schema enforcement',
    'edge phone slow': 'The phone assistant is fluent',
    'function calling meeting': 'Valid calls that book',
    'a/b test win': 'An A/B test shows'
  },
  words: {
    'erasure request': 'An erasure request arrives',
    'browser agent': 'A browser agent for supplier',
    'voice mode': 'A voice mode that should',
    'headcount forecast': 'Headcount forecast',
    'prefill headroom': 'Is the prefill worker',
    'training schedule': 'A training schedule when',
    'judge prompt': 'A judge prompt that',
    'companion mode': 'A companion mode',
    'part numbers': 'Exact part numbers',
    'load test': 'Signing off a load test',
    'pipeline stages': 'Three of four pipeline stages',
    'completion latency': 'Inline code completion',
    'discharge summaries': 'Discharge summaries',
    'note taker': 'A note taker',
    'membership inference': 'Membership inference'
  },
  code: {
    top_p: 'A home-made sampler',
    max_tokens: 'Token-limit errors far below',
    expandable_segments: 'Device memory climbs',
    as_completed: 'A pull request that makes the ticket',
    modify_event: 'Valid calls that book',
    MAX_LEN: 'Two fine-tunes, two losses',
    REPO_TOKEN: "The coding agents' sandbox",
    '<|end|>': 'Two fine-tunes, two losses',
    'set(tools)': 'A long shared preamble',
    DISTINCT: 'A revenue query that runs',
    update_event: 'Valid calls that book',
    'gather except': 'A pull request that makes the ticket',
    MTBF: 'How often to save a run',
    'k + rank': 'Exact part numbers',
    'logits sampler': 'A home-made sampler'
  }
}

/** The searches, kind by kind. */
export const queries: readonly Query[] = Object.entries(byKind).flatMap(
  ([kind, searches]) =>
    Object.entries(searches).map(([text, wanted]) => ({
      kind: kind as QueryKind,
      text,
      wanted
    }))
)
