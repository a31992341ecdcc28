/** The index of the rules: a table with a link to each rule's page, and what holds for all of them. */
import {borrowed, declined} from '../rules/borrowed/index.ts'
import {regionRuleId} from '../src/regions/region.ts'
import {describeFixing} from '../src/rule/define-rule.ts'
import {pageHead} from './rule-page.ts'
import type {RuleSource} from './rule-source.ts'

/**
 * @param rules sorted by id
 * @returns Markdown
 */
export function renderRulesPage(rules: readonly RuleSource[]): string {
  return [
    pageHead('the rules'),
    '# Rules',
    '',
    'This is what qbank checks in a question bank. `npx --no -- qbank rules <id>` prints the page of a rule.',
    '',
    '| Word | What it means |',
    '| - | - |',
    '| fixable | There is exactly one correct form. `qbank fix`, the commit hook and editors apply it. |',
    '| has suggestions | There are several candidates. Editors offer them as quick fixes. |',
    '| manual | Only an author can write what is missing or wrong. |',
    '| error | Fails `qbank check` and refuses a commit. |',
    '| warning | Is shown, and lets a commit pass. |',
    '',
    '## All rules',
    '',
    '| Rule | What it does | Kind | Severity | Options |',
    '| - | - | - | - | - |',
    ...rules.map(({meta}) =>
      renderRow(meta.id, [
        meta.description,
        describeFixing(meta),
        meta.severity,
        listOptions(meta)
      ])
    ),
    renderRow(regionRuleId, [
      'Require the regions of README.md to be as they are generated from the bank',
      'fixable',
      'error',
      'none'
    ]),
    '',
    'Few rules have options: what a card looks like is declared in the',
    "[bank's front matter](../docs/templates.md), so that every tool agrees on it.",
    '',
    '## Turning a rule off',
    '',
    'For a project, in `.remarkrc.mjs`. A rule can also become a warning or an error there:',
    '',
    '```js',
    "import qbank, {rules} from 'qbank'",
    '',
    'export default {',
    '  plugins: [',
    '    qbank,',
    "    [rules['bullet-count'], 'warn'],",
    "    [rules['no-mojibake'], false]",
    '  ]',
    '}',
    '```',
    '',
    'For a bank, in its front matter: `off`, `on`, `warn`, or `error`. It has the last word, and holds at every entrance, also where the',
    'configuration of the project does not. It only names rules: no code is loaded for it.',
    '',
    '```yaml',
    'bank:',
    '  rules:',
    '    no-placeholder: off',
    '    tags-format: warn',
    '```',
    '',
    'For a part of a bank, with a comment on a line of its own. Without an id it applies to all rules.',
    '',
    '| Comment | Where the rule is off |',
    '| - | - |',
    '| `<!--lint ignore no-mojibake-->` | the card whose heading follows; elsewhere, the paragraph, list or heading that follows |',
    '| `<!--lint disable no-mojibake-->` | from here on; before the first card, the whole bank |',
    '| `<!--lint enable no-mojibake-->` | on again from here |',
    '',
    '[`lint-directive`](docs/lint-directive.md) reports a comment that is misspelt or no longer needed.',
    '',
    ...renderBorrowed()
  ].join('\n')
}

function renderRow(id: string, cells: readonly string[]): string {
  return `| [\`${id}\`](docs/${id}.md) | ${cells.join(' | ')} |`
}

/** The table of the rules of other packages, on and off. */
function renderBorrowed(): string[] {
  const packageOf = (id: string): string =>
    `[\`${id}\`](https://www.npmjs.com/package/${id})`
  return [
    '## Rules of other packages',
    '',
    `The preset also brings the rules of ${packageOf('remark-preset-lint-recommended')} that find something which ours do not,`,
    `and ${packageOf('remark-validate-links')}. They warn, in banks only, and fix nothing. \`rules['no-literal-urls']\` configures one as`,
    'above. Where `.remarkrc.mjs` lists the package itself, its options apply and ours are not used.',
    '',
    '| Rule | | What it does, or why it is off |',
    '| - | - | - |',
    ...[
      ...borrowed.map(({id, packageName, description}) => [
        id,
        packageName,
        'on',
        description
      ]),
      ...Object.entries(declined).map(([id, reason]) => [
        id,
        `remark-lint-${id}`,
        'off',
        reason
      ])
    ].map(
      ([id = '', packageName, state, text]) =>
        `| [\`${id}\`](https://www.npmjs.com/package/${packageName}) | ${state} | ${text} |`
    ),
    '',
    'Headings in other files are not checked. For that, list `remark-validate-links` in `.remarkrc.mjs`.'
  ]
}

function listOptions({options}: RuleSource['meta']): string {
  const names = Object.keys(options?.properties ?? {})
  return names.length === 0
    ? 'none'
    : names.map((name) => `\`${name}\``).join(', ')
}
