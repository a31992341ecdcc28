/** Forms that were filled in, and a repository with a bank that they are for. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {CardData} from '../../src/export/card-data.ts'
import type {Form} from '../../src/form/fields.ts'
import {listForms} from '../../src/form/fields.ts'
import type {Ended} from '../cli/support.ts'
import {call, clean} from '../cli/support.ts'
import {token} from '../suggest/server.ts'
import {readText} from '../support/bank.ts'
import {git, makeTempFolder, writeFiles} from '../support/temp.ts'
import type {Desk} from './server.ts'
import {issueNumber, open} from './server.ts'

export const bankName = 'QUESTION_BANK.md'
export const branch = `qbank/card-${issueNumber}`

/** @returns the form for the cards of a template: for those of the first, if its index is not given */
export function getForm(text: string, index = 0): Form {
  const form = listForms(readText(text))[index]
  if (!form) throw new Error('no form')
  return form
}

/** @returns the body that GitHub makes of answers, by label; others are left empty */
export function fillForm(
  {fields}: Form,
  answers: Readonly<Record<string, string>>
): string {
  return fields
    .map(({label, part, choices = []}) => {
      const own = part === 'kind' ? choices[0] : answers[label]
      return `### ${label}\r\n\r\n${own ?? '_No response_'}`
    })
    .join('\r\n\r\n')
}

/** @returns the answers that a card of the bank would have been made of */
export function toAnswers(
  {fields}: Form,
  card: CardData
): Record<string, string> {
  const left = [...card.fields]
  return Object.fromEntries(
    fields.flatMap(({label, part}) => {
      if (part === 'kind') return []
      if (part === 'section') return [[label, card.section ?? '']]
      if (part === 'title') return [[label, card.title]]
      const at = left.findIndex(
        (field) => field.label === part.label && field.kind === part.kind
      )
      const [field] = at === -1 ? [] : left.splice(at, 1)
      return field ? [[label, field.markdown]] : []
    })
  )
}

/** The answers of a card without a fault for `bank`. */
export const goodAnswers = {
  Section: 'Bread',
  Title: 'Why does a loaf go stale?',
  Difficulty: 'Hard',
  Tags: 'crumb, starch',
  Question: 'Bread is hard on\r\nthe next day. Why?',
  'What a strong answer includes': 'Starch.\r\nWater moves.\r\nHeat.',
  'Common pitfalls': '- Drying.\r\n- A cold shelf.'
}

/** A bank with two sections. */
export const bank = `${clean}
## Rolls

${clean
  .slice(clean.indexOf('### Q'))
  .replace('cold oven spoil a loaf', 'wet tray spoil a roll')
  .replace('A loaf goes into', 'Two rolls go into')}`

const readme = `# Bread\n\n<!--bank-stats start-->\n<!--bank-stats end-->\n`

/** A clone as actions/checkout makes it, and its remote. */
export interface Clone {
  readonly folder: string
  readonly remote: string
}

/** Makes a repository with a bank and a README that follows it, and a shallow clone of it. */
export async function makeClone(text = bank): Promise<Clone> {
  const source = makeTempFolder()
  writeFiles(source, {[bankName]: text, 'README.md': readme})
  await call(source, ['readme'])
  const author = ['-c', 'user.name=A', '-c', 'user.email=a@example.com']
  for (const args of [
    ['init', '--quiet', '--initial-branch=main'],
    ['add', '--all'],
    [...author, 'commit', '--quiet', '-m', 'Begin']
  ]) {
    const {status, stderr} = git(source, ...args)
    if (status !== 0) throw new Error(stderr)
  }

  const remote = join(makeTempFolder(), 'remote.git')
  git(source, 'clone', '--quiet', '--bare', source, remote)
  const folder = makeTempFolder()
  git(folder, 'clone', '--quiet', '--depth=1', `file://${remote}`, '.')
  return {folder, remote}
}

/** @returns an event on `issues` */
export function makeEvent(body: string | null): object {
  return {
    action: 'edited',
    issue: {
      number: issueNumber,
      body,
      user: {login: 'some-one', id: 99}
    },
    repository: {default_branch: 'main'}
  }
}

/** Runs what the workflow runs for an issue. */
export async function submit(
  {folder}: Clone,
  desk: Desk,
  event: object,
  argv: readonly string[] = []
): Promise<Ended> {
  const path = join(makeTempFolder(), 'event.json')
  writeFiles(join(path, '..'), {'event.json': JSON.stringify(event)})
  const {url, close} = await open(desk)
  const ended = await call(
    folder,
    ['form', '--issue', '--no-config', ...argv],
    {
      env: {
        GITHUB_API_URL: url,
        GITHUB_REPOSITORY: 'a-team/bread',
        GITHUB_EVENT_PATH: path,
        GITHUB_TOKEN: token
      }
    }
  )
  close()
  return ended
}

/** @returns a file as the remote has it on a branch */
export function readRemote(
  {remote}: Clone,
  path: string,
  ref = branch
): string {
  const {status, stdout, stderr} = git(
    join(remote, '..'),
    ...['--git-dir', remote, 'show', `${ref}:${path}`]
  )
  if (status !== 0) throw new Error(stderr)
  return stdout
}

/** @returns what git says of the branch's commits that `main` has not */
export function logRemote({remote}: Clone, format: string): string {
  const args = ['--git-dir', remote, 'log', `--format=${format}`]
  return git(join(remote, '..'), ...args, `main..${branch}`).stdout.trim()
}

/** @returns how the branch's files differ from those of `main`: a letter and a name for each */
export function logChanges({remote}: Clone): string {
  const args = ['--git-dir', remote, 'diff', '--name-status', 'main', branch]
  return git(join(remote, '..'), ...args).stdout.trim()
}

/** @returns a document of the project */
export function readDocument(path: string): string {
  return readFileSync(join(import.meta.dirname, '../..', path), 'utf8')
}
