/** The texts for which the invariants are checked, with the share of each kind. */
import fc from 'fast-check'
import {ascii, bytes, characters, soup, truncated} from './anything.ts'
import {bank, brokenBank, mutatedBank} from './banks.ts'
import {examplesInCards} from './examples.ts'

/** A kind of text. */
export interface Generator {
  readonly name: string
  readonly texts: fc.Arbitrary<string>
  /** Of a hundred cases, this many are of the kind. */
  readonly share: number
  /** Whether Prettier may lose something of such a text. */
  readonly mayBeGuarded: boolean
}

/** A bank whose cards hold Markdown of any kind: as value, in bullets, and where it belongs to no field. */
const bankOfAnything = fc
  .tuple(bank, soup, soup)
  .map(([text, one, other]) =>
    text
      .replace(/\*\*Question:\*\* .*/, () => `**Question:** ${one}`)
      .replace(/\n- /, () => `\n- ${other}`)
  )

/** All kinds; their shares are 100. */
export const generators: readonly Generator[] = [
  {name: 'canonical banks', texts: bank, share: 2, mayBeGuarded: false},
  {
    name: 'banks with mistakes',
    texts: brokenBank,
    share: 8,
    mayBeGuarded: false
  },
  {
    name: 'banks changed at random',
    texts: mutatedBank,
    share: 5,
    mayBeGuarded: true
  },
  {
    name: 'Markdown in cards',
    texts: bankOfAnything,
    share: 5,
    mayBeGuarded: true
  },
  {
    name: 'examples of Markdown in cards',
    texts: examplesInCards,
    share: 15,
    mayBeGuarded: true
  },
  {name: 'Markdown at random', texts: soup, share: 25, mayBeGuarded: true},
  {name: 'ASCII', texts: ascii, share: 10, mayBeGuarded: true},
  {name: 'bytes', texts: bytes, share: 10, mayBeGuarded: true},
  {name: 'truncated UTF-8', texts: truncated, share: 10, mayBeGuarded: true},
  {name: 'characters', texts: characters, share: 10, mayBeGuarded: true}
]
