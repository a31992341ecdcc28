/**
 * The list under "Contents" links to the sections, in their order, with the anchors that GitHub gives them. It is put
 * right from the sections; an entry that leads to none is left for a person, and so is a list that says more than links.
 */
import GithubSlugger from 'github-slugger'
import type {Heading, List, ListItem} from 'mdast'
import {toString} from 'mdast-util-to-string'
import {fold} from '../src/bank/match.ts'
import type {Bank, Section} from '../src/bank/model.ts'
import {contentsName} from '../src/bank/read-bank.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {count, quote} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'contents-list',
    description:
      'Require the list of contents to link to the sections, in order',
    repair: 'fix and suggest',
    severity: 'error'
  },
  function* (bank) {
    const list = findList(bank)
    const start = list?.position?.start.offset
    const end = list?.position?.end.offset
    if (!list || start === undefined || end === undefined) return
    const links = list.children.map(readLink)
    const slugs = slugSections(bank)
    // More than one link an item, or text beside it: there is more than this rule could write.
    if (links.some((link) => link === undefined)) return
    const titles = new Set(bank.sections.map(({title}) => fold(title)))
    const known = new Set(slugs.values())
    for (const [index, link] of links.entries()) {
      const item = list.children[index]
      if (!link || titles.has(fold(link.text)) || known.has(link.slug)) continue
      const from = item?.position?.start.offset ?? start
      const to = item?.position?.end.offset ?? end
      yield {
        place: bank.place(from, to),
        message: `Unexpected entry ${quote(link.text)} in the contents, expected one of the sections`
      }
      // Until a person has said what the entry is, nothing is taken away or added.
      return
    }

    const expected = bank.sections
      .map(
        (section) => `- [${label(bank, section)}](#${slugs.get(section) ?? ''})`
      )
      .join('\n')
    const actual = links
      .map((link) => `- [${link?.text ?? ''}](#${link?.slug ?? ''})`)
      .join('\n')
    const wanted = bank.sections
      .map((section) => `- [${section.title}](#${slugs.get(section) ?? ''})`)
      .join('\n')
    if (actual === wanted) return
    yield {
      place: bank.place(start, end),
      message: `Unexpected contents with ${count(links.length, 'entry').replace('entrys', 'entries')}, expected the ${count(bank.sections.length, 'section')} of this bank in order`,
      expected: [expected]
    }
  }
)

/** The first list below a heading such as "Table of Contents". */
function findList({tree}: Bank): List | undefined {
  const {children} = tree
  const at = children.findIndex(
    (node) => node.type === 'heading' && contentsName.test(toString(node))
  )
  if (at === -1) return undefined
  for (const node of children.slice(at + 1)) {
    if (node.type === 'heading') return undefined
    if (node.type === 'list') return node
  }

  return undefined
}

/** An item that is one link to an anchor and nothing else. */
function readLink(item: ListItem): {text: string; slug: string} | undefined {
  const [paragraph, ...others] = item.children
  if (others.length > 0 || paragraph?.type !== 'paragraph') return undefined
  const [link, ...rest] = paragraph.children
  if (rest.length > 0 || link?.type !== 'link') return undefined
  if (!link.url.startsWith('#')) return undefined
  return {text: toString(link), slug: decode(link.url.slice(1))}
}

function decode(slug: string): string {
  try {
    return decodeURIComponent(slug)
  } catch {
    return slug
  }
}

/** The source of the heading's text, which is Markdown already. */
function label(bank: Bank, section: Section): string {
  const start = section.heading.children[0]?.position?.start.offset ?? 0
  const end = section.heading.children.at(-1)?.position?.end.offset ?? 0
  return bank.text.slice(start, end)
}

/** GitHub numbers repeated headings in the order in which they stand: all headings of the bank count. */
function slugSections(bank: Bank): Map<Section, string> {
  const sections = new Map<Heading, Section>(
    bank.sections.map((section) => [section.heading, section])
  )
  const slugger = new GithubSlugger()
  const slugs = new Map<Section, string>()
  for (const node of bank.tree.children) {
    if (node.type !== 'heading') continue
    const slug = slugger.slug(toString(node))
    const section = sections.get(node)
    if (section) slugs.set(section, slug)
  }

  return slugs
}
