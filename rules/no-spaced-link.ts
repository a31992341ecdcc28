/**
 * An address ends at its first space, so `[Answer](#the answer)` is not a link: readers see the brackets.
 *
 * @off Almost never: readers see no link.
 * @limits Only links to headings (`#…`) and to files are looked at. A link to a heading is fixed if, with hyphens, it leads to one;
 * for a file, both forms that Markdown has are offered.
 */
import {slug} from 'github-slugger'
import type {Text} from 'mdast'
import {visit} from 'unist-util-visit'
import {findAnchors} from '../src/bank/heading-texts.ts'
import {lineStartOf} from '../src/markdown/offsets.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'no-spaced-link',
    description: 'Disallow spaces in the address of a link',
    fixable: true,
    hasSuggestions: true,
    severity: 'warning',
    skipsCanonical: true
  },
  function* (bank) {
    const {text, tree} = bank
    if (!text.includes('](') || !spaced.test(text)) return
    const problems: Problem[] = []
    let slugs: ReadonlySet<string> | undefined
    visit(tree, 'text', ({position}: Text) => {
      const start = position?.start.offset
      const end = position?.end.offset
      if (start === undefined || end === undefined) return
      for (const match of text.slice(start, end).matchAll(allSpaced)) {
        const address = match[1] ?? ''
        const from = start + match.index + '[('.length
        if (!/\s/.test(address) || address.includes('//')) continue
        if (!text.slice(lineStartOf(text, from), from).includes('[')) continue
        slugs ??= new Set(findAnchors(bank.whole).map((each) => each.slug))
        problems.push({
          place: bank.place(from, from + address.length),
          ...describe(address, slugs)
        })
      }
    })
    yield* problems
  }
)

/** An address with a space in it: of a heading, or of a file with an extension. */
const spaced =
  /\]\(([\t ]*(?:#[^()\n]*|[\w.][^()\n"':<>]*\.[a-z]{2,4}[\t ]*))\)/i
const allSpaced = new RegExp(spaced, 'gi')

function describe(
  address: string,
  slugs: ReadonlySet<string>
): Pick<Problem, 'expected' | 'message'> {
  const bare = address.trim()
  if (!bare.startsWith('#')) {
    const forms = [bare.replaceAll(' ', '%20'), `<${bare}>`]
    return {
      message: `Unexpected space in the address ${quote(address)}, expected ${forms.map(quote).join(' or ')}`,
      expected: forms
    }
  }

  const name = bare.slice(1).trim()
  const found = [name.replace(/\s+/g, '-'), slug(name)].find((each) =>
    slugs.has(each)
  )
  const link = `#${found ?? slug(name)}`
  return {
    message: `Unexpected space in the address ${quote(address)}, expected ${quote(link)}`,
    ...(found !== undefined && {expected: [link]})
  }
}
