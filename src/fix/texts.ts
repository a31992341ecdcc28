/** Texts of fixing. */
import {clean} from '../text/clean.ts'
import {count, quote} from '../text/wording.ts'

/** What `fix` says it did. */
export const fixTexts = {
  repaired: (
    path: string,
    rules: ReadonlyMap<string, number>,
    isDryRun = false
  ) => {
    const sum = [...rules.values()].reduce((left, right) => left + right, 0)
    const parts = [...rules].map(([id, amount]) => `${amount} × ${id}`)
    const verb = isDryRun ? 'would be fixed' : 'fixed'
    return `${clean(path)}: ${count(sum, 'problem')} ${verb} (${parts.join(', ')})`
  },
  strayLink: (path: string, line: number, link: string) =>
    `${clean(path)}:${line}: the link to ${quote(link)} leads to a heading that has changed; change it by hand`,
  moreStrayLinks: (amount: number) =>
    `${count(amount, 'more link')} to headings that have changed`,
  nothing: (path: string) => `${clean(path)}: nothing to fix`,
  ignored:
    'It is after `<!-- prettier-ignore -->`, so it is left as it is. Fix it by hand, or remove the comment.'
}
