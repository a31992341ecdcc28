/** Works, sizes of banks, and tools: all that is measured. */
import {kinds} from './kinds.ts'
import type {Action} from './tools.ts'

/** The public bank has 84 cards; banks with one card show how long starting takes. */
export const sizes = [1, 84, 1008, 10_080] as const

/** A work on banks of several sizes. */
export interface Work {
  readonly id: string
  readonly title: string
  readonly action: Action
  /** Share of the cards with a mistake. */
  readonly broken: number
  /** Kind of the bank, where it is not the plain one. */
  readonly kind?: string
  /** Names of the tools, and the sizes up to which they are run, in cards. */
  readonly tools: Readonly<Record<string, number>>
}

/** Where a tool is not run, it would take minutes to say once more what its other numbers say. */
export const works: readonly Work[] = [
  {
    id: 'check-clean',
    title: 'check, clean',
    action: 'check',
    broken: 0,
    tools: {
      qbank: Infinity,
      rumdl: Infinity,
      'rumdl-native': Infinity,
      'markdownlint-cli2': Infinity,
      remark: Infinity
    }
  },
  {
    id: 'check-broken',
    title: 'check, 1 % broken',
    action: 'check',
    broken: 0.01,
    tools: {
      qbank: Infinity,
      rumdl: Infinity,
      'markdownlint-cli2': 1008,
      remark: 1008
    }
  },
  {
    id: 'fix-clean',
    title: 'fix, clean',
    action: 'fix',
    broken: 0,
    tools: {
      qbank: Infinity,
      oxfmt: Infinity,
      biome: Infinity,
      rumdl: Infinity,
      prettier: Infinity,
      'markdownlint-cli2': Infinity
    }
  },
  {
    id: 'fix-broken',
    title: 'fix, 1 % broken',
    action: 'fix',
    broken: 0.01,
    tools: {
      qbank: Infinity,
      oxfmt: Infinity,
      biome: Infinity,
      rumdl: Infinity,
      prettier: 1008,
      'markdownlint-cli2': 1008
    }
  }
]

/** Banks of all kinds have the largest size. */
export const kindSize = sizes[3]

/** Fewer rounds are enough for them: what counts is how they compare. */
export const kindRuns = 3

/** Beside whom banks of all kinds are measured. */
export const kindPeers = {check: 'rumdl', fix: 'oxfmt'} as const

/** @returns the id of what is done to a bank of a kind */
export function getKindId(action: Action, kind: string): string {
  return `${action}-${kind}`
}

/** Banks of all kinds, clean. */
export const kindWorks: readonly Work[] = (['check', 'fix'] as const).flatMap(
  (action) =>
    Object.keys(kinds).map((kind) => ({
      id: getKindId(action, kind),
      title: `${action}, ${kind}`,
      action,
      broken: 0,
      kind,
      tools: {qbank: Infinity, [kindPeers[action]]: Infinity}
    }))
)

/** A commit of one card in a large bank whose cards are Chinese and have links and code. */
export const mixedId = 'commit-mixed'

/** How many cards that bank has. */
export const mixedCards = 3000

/** Kinds of banks whose second check is measured, and what is in each card. */
export const againKinds: Readonly<Record<string, string>> = {
  marked: 'with escapes and markup in markup',
  beyond: 'that only a parser can read'
}

/** How many cards those banks have. */
export const againCards = 3000

/** @returns the id of the second check of a bank of a kind */
export function getAgainId(kind: string): string {
  return `check-again-${kind}`
}

/** @returns the id of typing into a bank of a kind */
export function getKeystrokeId(kind: string): string {
  return kind === 'plain' ? 'keystroke' : `keystroke-${kind}`
}

/** What starting costs, on no bank at all. */
export const startId = 'start'

/** Programs that do nothing, and next to nothing. */
export const starters = ['node', 'prettier-start'] as const

/** Tools that need minutes for a large bank, and from which size on; `--skip-slow` leaves them out. */
export const slow: Readonly<Record<string, number>> = {prettier: 10_080}

/** Sizes of texts that are built to take long, in thousands of characters. */
export const familySizes = [250, 500, 1000] as const

/** What is done to such texts. */
export const familyActions = ['check', 'fix'] as const

/** What starting costs when they are measured. */
export const familyStartId = 'hostile-start'

/** @returns the id of what is done to a family of such texts */
export function getFamilyId(action: Action, family: string): string {
  return `hostile-${action}: ${family}`
}
