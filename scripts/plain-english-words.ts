/**
 * The words that our texts avoid, and what to write instead. A new one is a line here.
 *
 * Half of the contributors do not speak English at home. The words of the field, and one word for one thing, are easier
 * for them than short or clever ones.
 */

/** What to avoid, and the advice for it. */
export interface Phrase {
  /** How the baseline names it. */
  readonly name: string
  /** Global, and without regard to case. */
  readonly pattern: RegExp
  /** What to write instead. */
  readonly advice: string
}

/** By name: what it looks like (a space is any white space), and what to write instead. */
const words: Readonly<
  Record<string, readonly [source: string, advice: string]>
> = {
  'asked of': ['ask(?:s|ed)? of', '"require"'],
  besides: ['besides', '"also", or "except"'],
  behind: ['behind', '"after" for an order, "below" for a place'],
  'come of': ['(?:came|comes?) of', '"the result of", or leave it out'],
  'come to rest': [
    '(?:came|comes?|coming) to rest',
    '"converges", or "is stable"'
  ],
  'cut off': ['cuts?(?: \\w+){0,3} off', '"truncate"'],
  'for a person to': [
    'for (?:a person|people|somebody) to',
    '"by hand", or "someone has to"'
  ],
  'in front of': ['in front(?: of)?(?! matter\\b)', '"before"'],
  // "There is no title" is plain English.
  'is no': [
    '(?<!\\bthere )(?:is|are|was|were) (?:none|no)(?! (?:longer|more|less|fewer)\\b)',
    '"is not a"'
  ],
  judge: ['judge[ds]?', '"check"'],
  law: ['laws?', '"invariant", or "rule"'],
  mend: ['mend(?:s|ed|ing)?', '"fix"'],
  nobody: [
    'nobody|somebody|anybody|whoever|no one',
    'the role: author, contributor, caller'
  ],
  'of itself': ['of (?:itself|themselves)', '"automatically"'],
  'of which': ['of which', 'two sentences'],
  'ought to': ['ought to', '"should"'],
  'parted from': ['part(?:s|ed) from', '"merge base with"'],
  'put right': ['put(?:s|ting)?(?: (?:it|them|this|that))? right', '"fix"'],
  repair: ['repair(?:s|ed|ing)?', '"fix"'],
  'see to': ['(?:sees?|saw|seen) to', '"take care of", or "fix"'],
  stand: [
    '(?:stands?|stood|standing)(?! (?:for|out|up)\\b)',
    '"be", or "appear"'
  ],
  tell: ['told|tells', '"report", or "say"'],
  'typing error': ['typing errors?', '"typo"'],
  'way out': ['ways? out', '"remedy", or "what to do"']
}

export const phrases: readonly Phrase[] = Object.entries(words).map(
  ([name, [source, advice]]) => ({
    name,
    pattern: new RegExp(
      `(?<![\\w-])(?:${source.replaceAll(' ', '\\s+')})(?![\\w-])`,
      'gi'
    ),
    advice
  })
)
