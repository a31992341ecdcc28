/**
 * Common rules for Markdown, those of remark-preset-lint-recommended and remark-validate-links. A rule is on if it
 * reports what ours do not; a rule that `format` makes unnecessary, or that contradicts Prettier's output, is off.
 */
import type {Borrowed} from '../../src/rule/borrow-rule.ts'
import {borrowRule} from '../../src/rule/borrow-rule.ts'
import type {Rule} from '../../src/rule/define-rule.ts'
import {mayDefine} from '../../src/markdown/scanner/labels.ts'
import {createLinkTrees} from '../../src/rule/link-tree.ts'
import {rememberLast} from '../../src/text/remember-last.ts'
import {quote} from '../../src/text/wording.ts'

const lint = <const Id extends string>(
  id: Id
): Pick<Borrowed<Id>, 'id' | 'packageName' | 'pluginName' | 'source'> => ({
  id,
  packageName: `remark-lint-${id}`,
  pluginName: `remark-lint:${id}`,
  source: 'remark-lint'
})

const hasDefinition = rememberLast(mayDefine)

/** A link such as `../../releases`, which on GitHub leads from a file to a page of the repository. */
const pageOfRepository =
  /^Cannot find file `(?:\.\.[\\/]){2,}(?:actions|branches|commits|compare|discussions|graphs|issues|labels|milestones|network|projects|pulls?|releases|security|stargazers|tags|wiki)\b/

/** The ids and names of tags in a text. */
const findIds = rememberLast((text: string): ReadonlySet<string> => {
  const tags = text.matchAll(
    /<[a-z][^<>]*?\s(?:id|name)\s*=\s*["']?([^\s"'<>]+)/gi
  )
  return new Set(Array.from(tags, ([, id = '']) => id))
})

/** Whether a link without a heading leads to a tag with that `id` or `name`. */
function leadsToTag(text: string, reason: string): boolean {
  const id = /^Cannot find heading for `#([^`]+)`/.exec(reason)?.[1]
  return id !== undefined && findIds(text).has(id)
}

/** What ends an address in Chinese and Japanese text, and what follows it. */
const wideMark =
  /[\u3001\u3002\uFF01\uFF08\uFF09\uFF0C\uFF1A\uFF1B\uFF1F\u300C-\u300F\u3010\u3011].*$/su

/** Another package's rules that are on. */
const all = [
  {
    ...lint('no-duplicate-definitions'),
    description: 'Disallow two definitions with the same label',
    load: () => import('remark-lint-no-duplicate-definitions'),
    maySpeak: hasDefinition
  },
  {
    ...lint('no-literal-urls'),
    description:
      'Disallow addresses without `<` and `>`: only GitHub makes links of them',
    load: () => import('remark-lint-no-literal-urls'),
    maySpeak: (text) =>
      (text.includes('://') && /(?<!\]\(|<)https?:\/\//i.test(text)) ||
      /(?<!\]\(|<|\/\/)www\./i.test(text) ||
      (text.includes('@') && /[\w.+-]@\w/.test(text)),
    reword: (source) => {
      // GitHub includes text that follows without a space in the address, even Chinese punctuation.
      const address = source.replace(wideMark, '')
      const scheme = /^www\./i.test(address) ? 'https://' : ''
      return `Unexpected bare URL, expected ${quote(`<${scheme}${address}>${source.slice(address.length)}`)}`
    }
  },
  {
    ...lint('no-shortcut-reference-image'),
    description: 'Disallow `![image]` for an image that is defined elsewhere',
    load: () => import('remark-lint-no-shortcut-reference-image'),
    maySpeak: hasDefinition
  },
  {
    ...lint('no-shortcut-reference-link'),
    description: 'Disallow `[text]` for a link that is defined elsewhere',
    load: () => import('remark-lint-no-shortcut-reference-link'),
    maySpeak: hasDefinition
  },
  {
    ...lint('no-undefined-references'),
    description: 'Disallow `[text][label]` and `[^1]` without a definition',
    load: () => import('remark-lint-no-undefined-references'),
    // Brackets alone are an interval, an index, or a citation, but hardly ever a link.
    options: {allowShortcutLink: true},
    maySpeak: (text) => ['][', '[^', '!['].some((sign) => text.includes(sign)),
    // `matrix[i][j]`, `$W[i][j]$`
    isFalseAlarm: (text, offset) =>
      /[\p{L}\p{N}_$\\})\]]/u.test(text.charAt(offset - 1))
  },
  {
    ...lint('no-unused-definitions'),
    description: 'Disallow definitions that nothing refers to',
    load: () => import('remark-lint-no-unused-definitions'),
    maySpeak: hasDefinition
  },
  {
    id: 'validate-links',
    messageIds: ['missing-file', 'missing-heading'],
    packageName: 'remark-validate-links',
    pluginName: 'remarkValidateLinks',
    source: 'remark-validate-links',
    description:
      'Require local links to lead to a file, or a heading of the same file, that is there (`missing-file`, `missing-heading`)',
    load: () => import('remark-validate-links'),
    toTrees: createLinkTrees,
    options: {
      // Otherwise, it asks git for the name of a remote, and fails if there is none.
      repository: false,
      // On Windows, an address with this beginning would be searched on another machine.
      skipPathPatterns: [/^\\\\/]
    },
    maySpeak: (text) =>
      hasDefinition(text) ||
      (text.includes('](') && /\]\(<?(?!https?:|mailto:|\/)/i.test(text)),
    isFalseAlarm: (text, _offset, reason) =>
      pageOfRepository.test(reason) || leadsToTag(text, reason)
  }
] as const satisfies readonly Borrowed[]

/** Another package's rules that are on. */
export const borrowed: readonly Borrowed[] = all

/** The same as plugins, by their ids. */
export const borrowedRules = Object.fromEntries(
  borrowed.map((each) => [each.id, borrowRule(each)])
) as Readonly<Record<(typeof all)[number]['id'], Rule<object>>>

/** Rules of remark-preset-lint-recommended that are off, and why. */
export const declined: Readonly<Record<string, string>> = {
  'final-newline': '`format` adds the line break',
  'hard-break-spaces': '`format` leaves two spaces',
  'list-item-bullet-indent': '`format` takes the indent away',
  'list-item-indent': 'contradicts Prettier, which leaves `1.  text` aligned',
  'no-blockquote-without-marker': '`format` writes the `>`',
  'no-heading-content-indent': '`format` leaves one space',
  'ordered-list-marker-style':
    'contradicts Prettier, which separates neighboring lists by `1.` and `1)`'
}
