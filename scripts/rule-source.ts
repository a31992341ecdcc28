/** What a rule's file says for its readers: metadata, and the comment at its head. */
import {readFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {RuleMeta} from '../src/rule/define-rule.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/**
 * Parts of a rule's page that the head comment may have, each after a tag: `@off When …`. `@example` names the fixture to show;
 * without it, the one that says least is shown.
 */
const tags = ['keys', 'off', 'limits', 'example'] as const

/** A rule, as its page presents it. All texts are Markdown. */
export interface RuleSource {
  readonly meta: RuleMeta
  /** What goes wrong without the rule, and for whom. */
  readonly story: string
  /** Keys of front matter that the rule follows, when to turn it off, what it does not find, and the name of a fixture. */
  readonly notes: Readonly<Partial<Record<(typeof tags)[number], string>>>
}

/**
 * @param id name of a file in `rules/`
 * @throws if the file has another id in it, or no comment at its head
 */
export async function readRuleSource(id: string): Promise<RuleSource> {
  const {default: rule} = (await import(`../rules/${id}.ts`)) as {
    default: {meta: RuleMeta}
  }
  if (rule.meta.id !== id) {
    throw new Error(`rules/${id}.ts: the rule's id is ${rule.meta.id}`)
  }

  const source = readFileSync(join(root, 'rules', `${id}.ts`), 'utf8')
  return {meta: rule.meta, ...parseHead(source, `rules/${id}.ts`)}
}

/**
 * @param source of a rule's file
 * @param path for errors
 * @returns the parts of the comment at its head
 * @throws if there is none, or if it has a tag that no section is made of
 */
export function parseHead(
  source: string,
  path: string
): Pick<RuleSource, 'story' | 'notes'> {
  const comment = /^\/\*\*([^]*?)\*\//.exec(source)?.[1]
  if (comment === undefined) {
    throw new Error(
      `${path}: expected a comment at its head that says why the rule exists`
    )
  }

  const [story = '', ...sections] = comment
    .replace(/^ ?\*? ?/gm, '')
    .split(/^@/m)
  const notes: Partial<Record<(typeof tags)[number], string>> = {}
  for (const section of sections) {
    const [name = ''] = section.split(/\s/, 1)
    const tag = tags.find((each) => each === name)
    if (tag === undefined) {
      throw new Error(
        `${path}: unexpected tag @${name}, expected @${tags.join(', @')}`
      )
    }

    notes[tag] = section.slice(name.length).trim()
  }

  return {story: story.trim(), notes}
}
