/** Banks and READMEs for the tests of regions. */
import * as prettier from 'prettier'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {VFile} from 'vfile'
import type {Bank} from '../../src/bank/model.ts'
import {parse} from '../../src/markdown/parse.ts'
import {readBank} from '../../src/bank/read-bank.ts'
import type {ReadmeInput} from '../../src/readme/input.ts'
import type {ReadmePlan} from '../../src/readme/plan-readme.ts'
import {planReadme} from '../../src/readme/plan-readme.ts'

/** Parses Markdown as GitHub does. */
export const parser = unified()
  .use(remarkParse)
  .use(remarkFrontmatter)
  .use(remarkGfm)
  .freeze()

/** @returns the bank that a text is */
export function toBank(text: string): Bank {
  const file = new VFile({path: 'QUESTION_BANK.md', value: text})
  const bank = readBank(parse(text), file)
  if (!bank) throw new Error('no bank')
  return bank
}

/** @returns a card */
export function toCard(title: string, choice = 'Easy'): string {
  return `### Q: ${title}

**Difficulty:** ${choice}  
**Tags:** wheels,tools  
**Question:** What is done first?  
**What a strong answer includes:**

- The wheel comes out.
- The tyre comes off.
- The tube is looked over.

**Common pitfalls:**

- Pinching the tube.
- Losing the valve nut.
`
}

/** @returns a bank with these sections, given by title with the titles of their cards */
export function toBankText(
  sections: Readonly<Record<string, readonly string[]>>
): string {
  const parts = Object.entries(sections).map(([title, cards]) =>
    [`## ${title}\n`, ...cards.map((card) => toCard(card))].join('\n')
  )
  return `# Bicycles\n\n${parts.join('\n')}`
}

/** @returns a README with empty regions of these names */
export function toReadme(...names: readonly string[]): string {
  const regions = names.map(
    (name) => `<!--${name} start-->\n\n<!--${name} end-->\n`
  )
  return `# Our bank\n\nHello.\n\n${regions.join('\n')}\nThe end.\n`
}

/** @returns what is to be done with a README */
export async function plan(
  text: string,
  bank: string | Bank,
  options: Partial<ReadmeInput> = {}
): Promise<ReadmePlan> {
  return planReadme({
    text,
    bank: typeof bank === 'string' ? toBank(bank) : bank,
    bankPath: 'QUESTION_BANK.md',
    prettierOptions: {parser: 'markdown'},
    ...options
  })
}

/** @returns what git would say of earlier versions of a bank, given by their texts */
export function pastOf(...texts: readonly string[]): Partial<ReadmeInput> {
  return {
    findPast: () => ({isWhole: true, generated: undefined, read: () => texts})
  }
}

/** @returns the README as it should be, whatever is in its regions */
export async function regenerate(
  text: string,
  bank: string | Bank,
  options: Partial<ReadmeInput> = {}
): Promise<string> {
  const {problems, text: regenerated} = await plan(text, bank, {
    isForced: true,
    ...options
  })
  if (problems.length > 0) {
    throw new Error(problems.map(({message}) => message).join('\n'))
  }

  return regenerated
}

/** @returns the text as Prettier prints it */
export async function format(
  text: string,
  options: prettier.Options = {}
): Promise<string> {
  return prettier.format(text, {...options, parser: 'markdown'})
}

/** @returns each problem as `line: message`, or `line: message (note)` */
export function listProblems(text: string, {problems}: ReadmePlan): string[] {
  return problems.map(({start, message, note}) => {
    const line = text.slice(0, start).split(/\r\n?|\n/).length
    return `${line}: ${message}${note === undefined ? '' : ` (${note})`}`
  })
}
