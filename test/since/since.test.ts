/** `qbank check --since`: what counts as changed, and what is in the way of telling. */
import {appendFileSync, renameSync, rmSync, symlinkSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {pathToFileURL} from 'node:url'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {Ended} from '../cli/support.ts'
import {
  assertFailure,
  call,
  card,
  clean,
  noReadme,
  read,
  short
} from '../cli/support.ts'
import {parseReport} from '../report/support.ts'
import {makeRandom} from '../support/random.ts'
import {
  bin,
  git,
  makeTempFolder,
  projectRoot,
  run,
  writeFiles
} from '../support/temp.ts'
import {makeHistoryRepository, tryHistory} from './histories.ts'

const bank = 'QUESTION_BANK.md'

/** A second card, with as few pitfalls as the first one of `short`. */
const other = card
  .replace('Why does a cold oven spoil a loaf', 'What does steam do to a crust')
  .replace('A loaf goes into an oven that is still warming up', 'A baker pours')
  .replace('- Baking longer instead of hotter.\n', '')

/** A repository with one commit. */
function commit(
  files: Readonly<Record<string, string>>,
  folder = makeTempFolder()
): string {
  git(folder, 'init', '--quiet', '--initial-branch=main')
  git(folder, 'config', 'core.autocrlf', 'false')
  writeFiles(folder, files)
  git(folder, 'add', '--all')
  const author = ['-c', 'user.name=A', '-c', 'user.email=a@example.com']
  const {status, stderr} = git(folder, ...author, 'commit', '--quiet', '-mx')
  if (status !== 0) throw new Error(stderr)
  return folder
}

async function check(
  folder: string,
  ...argv: readonly string[]
): Promise<Ended> {
  return call(folder, ['check', '--since', 'HEAD', ...argv])
}

/** @returns the messages about what has changed since the last commit, as `line rule` */
async function say(folder: string): Promise<string[]> {
  const {status, stdout} = await check(folder, '--reporter', 'json')
  const {files} = parseReport(stdout)
  const messages = files.flatMap((file) => file.messages)
  const isError = messages.some(({severity}) => severity === 'error')
  assert.is(status, isError ? 1 : 0)
  return messages.map(({line, ruleId}) => `${String(line)} ${String(ruleId)}`)
}

const histories = suite('histories')
const repository = makeHistoryRepository()
const seed = Number(process.env['SEED'] ?? 1)

for (let nth = 0; nth < 4; nth++) {
  histories(`seed ${seed + nth}`, async () => {
    await tryHistory(repository, makeRandom(seed + nth))
  })
}

histories.run()

const cards = suite('cards')

cards('nothing has changed', async () => {
  const {status, stdout} = await check(commit({[bank]: short}))
  assert.is(stdout, '0 changed cards in 1 bank: no problems\n')
  assert.is(status, 0)
})

cards('a clean card was added to a bank with debts', async () => {
  const folder = commit({[bank]: short})
  const added = card.replace('cold oven spoil', 'hot oven burn')
  writeFiles(folder, {
    [bank]: `${short}\n${added.replace('warming', 'heating')}`
  })
  const {status, stdout} = await check(folder, '--reporter', 'junit')
  assert.match(stdout, 'tests="2" failures="0"')
  assert.is(status, 0)
})

cards('one in two copies counts once more', async () => {
  const folder = commit({[bank]: short})
  const copy = short.slice(short.indexOf('### '))
  writeFiles(folder, {[bank]: `${short}\n${copy}`})
  assert.equal(await say(folder), ['20 no-duplicate-title', '31 bullet-count'])
})

cards('blank lines after a card belong to it', async () => {
  const folder = commit({[bank]: `${short}\n${other}`})
  writeFiles(folder, {[bank]: `${short}\n\n${other}`})
  assert.equal(await say(folder), ['16 bullet-count', '20 format'])
})

cards(
  'a card below which a blank line was missing is the same card with it',
  async () => {
    const debts = `${short}${other}\n${short.slice(short.indexOf('###'))}`
    const folder = commit({[bank]: debts})
    const fixed = `${short}\n${other}\n${short.slice(short.indexOf('###'))}`
    writeFiles(folder, {[bank]: fixed})
    assert.equal(await say(folder), [])
    assert.match((await call(folder, ['check'])).stdout, 'no-duplicate-title')
  }
)

cards('line breaks and a byte order mark make no difference', async () => {
  const folder = commit({[bank]: short})
  writeFiles(folder, {[bank]: `\uFEFF${short.replaceAll('\n', '\r\n')}`})
  assert.equal(await say(folder), [])
})

cards('another template makes no other card', async () => {
  const folder = commit({[bank]: clean})
  const fields = ['Difficulty: {kind: prose}', 'Tags: {kind: tags}']
  const template = `  template:\n    fields:\n${fields
    .map((field) => `      - {label: ${field.replace(/: \{/, ', ')}\n`)
    .join('')}`
  writeFiles(folder, {[bank]: `---\nbank:\n${template}---\n\n${clean}`})
  const all = await call(folder, ['check'])
  assert.match(all.stdout, 'no-unknown-field')
  assert.equal(await say(folder), ['5 format'])
})

cards('a number is where a card is, unless it is wrong', async () => {
  const numbered = (...texts: readonly string[]): string =>
    [
      '---\nbank:\n  template:\n    card: {depth: 3, number: "1."}\n    fields:\n      - {label: Answer, kind: bullets, min: 3}\n---\n',
      '# Bread\n',
      '## Dough\n',
      ...texts
    ].join('\n')
  const toCard = (number: number, title: string): string =>
    `### ${number}. ${title}\n\n**Answer:**\n\n- ${title} it is\n`
  const folder = commit({
    [bank]: numbered(toCard(1, 'Flour'), toCard(2, 'Salt'), toCard(3, 'Water'))
  })
  const added = toCard(2, 'Yeast')
  writeFiles(folder, {
    [bank]: numbered(
      ...[toCard(1, 'Flour'), added, toCard(3, 'Salt'), toCard(4, 'Water')]
    )
  })
  const right = await say(folder)
  assert.equal(right.filter((text) => text.endsWith('bullet-count')).length, 1)
  writeFiles(folder, {
    [bank]: numbered(
      ...[toCard(1, 'Flour'), added, toCard(2, 'Salt'), toCard(3, 'Water')]
    )
  })
  const wrong = await say(folder)
  assert.equal(wrong.filter((text) => text.endsWith('card-heading')).length, 2)
})

cards.run()

const touching = suite('what touches a change')

touching('an old card, where a new one above has its title', async () => {
  const folder = commit({[bank]: short})
  const added = other.replace(
    'What does steam do to a crust',
    'Why does a cold oven spoil a loaf'
  )
  const at = short.indexOf('### ')
  writeFiles(folder, {
    [bank]: `${short.slice(0, at)}${added}\n${short.slice(at)}`
  })
  const lines = await say(folder)
  assert.ok(lines.includes('20 no-duplicate-title'), lines.join())
  assert.not.ok(lines.includes('33 bullet-count'), lines.join())
})

touching('an old card, where a new one below has its bullet, too', async () => {
  const heading = (title: string, text: string): string =>
    text
      .replace(/^### .*/, `### Q: ${title}?`)
      .replace(/A loaf.*\?/, `${title}?`)
  const old = `${clean}\n${heading('Who bakes', card)}`
  const folder = commit({[bank]: old})
  writeFiles(folder, {[bank]: `${old}\n${heading('Which crust', card)}`})
  const lines = await say(folder)
  assert.ok(lines.includes('12 no-repeated-bullet'), lines.join())
  const alone = other.replaceAll('\n- ', '\n- In no way ')
  writeFiles(folder, {[bank]: `${old}\n${alone}`})
  assert.not.ok((await say(folder)).join().includes('no-repeated-bullet'))
})

touching('not two old cards that change places', async () => {
  const copy = card.replace('warming up', 'cold')
  const head = clean.slice(0, clean.indexOf('### '))
  const folder = commit({[bank]: `${head}${card}\n${copy}`})
  writeFiles(folder, {[bank]: `${head}${copy}\n${card}`})
  assert.match((await call(folder, ['check'])).stdout, 'no-duplicate-title')
  assert.equal(await say(folder), [])
})

touching('a section that becomes too long, not one that was', async () => {
  const limited = (max: number): string =>
    `---\nbank:\n  cards:\n    section:\n      max: ${max}\n---\n\n${clean}`
  const added = other.replace('Blaming', 'Blaming only')
  for (const [max, expected] of [
    [1, ['10 card-count', '39 bullet-count']],
    [0, ['39 bullet-count']]
  ] as const) {
    const folder = commit({[bank]: limited(max)})
    appendFileSync(join(folder, bank), `\n${added}`)
    assert.equal(await say(folder), expected)
  }
})

touching('front matter that was edited', async () => {
  const folder = commit({[bank]: `---\nbank:\n---\n\n${short}`})
  writeFiles(folder, {[bank]: `---\nbank:\n  reedme: X.md\n---\n\n${short}`})
  assert.equal(await say(folder), ['3 front-matter'])
})

touching('a heading that was edited', async () => {
  const folder = commit({[bank]: `${short}\n## Cakes\n`})
  assert.equal(await say(folder), [])
  writeFiles(folder, {[bank]: `${short}\n## Pies\n`})
  assert.equal(await say(folder), ['20 no-empty-section'])
})

touching('a message without a place that was not there before', async () => {
  const plugin = `export default () => (tree, file) => {
    const cards = String(file).split('### ').length - 1
    if (cards > 1) file.message(cards + ' cards', {source: 'x', ruleId: 'y'})
  }`
  const folder = commit({
    '.remarkrc.mjs': `import qbank from '${pathToFileURL(join(projectRoot, 'src/index.ts')).href}'
import plugin from './plugin.mjs'
export default {plugins: [qbank, plugin]}`,
    'plugin.mjs': plugin,
    [bank]: clean
  })
  writeFiles(folder, {[bank]: `${clean}\n${other}`})
  assert.equal(await say(folder), ['1 y', '32 bullet-count'])
})

touching('a README, where it or its bank has changed', async () => {
  const regions = '<!--bank-stats start-->\n<!--bank-stats end-->\n'
  const folder = commit({[bank]: clean, 'README.md': regions})
  assert.equal(await say(folder), [])
  writeFiles(folder, {'README.md': `# Bread\n\n${regions}`})
  assert.equal(await say(folder), ['3 readme-region'])
  writeFiles(folder, {
    'README.md': regions,
    [bank]: clean.replace('Bread', 'B')
  })
  assert.equal(await say(folder), ['1 readme-region'])
  // Text in a region is the fault of the commit that has put it there.
  const edited = regions.replace('\n', '\nBy hand\n')
  commit({[bank]: clean, 'README.md': edited}, folder)
  writeFiles(folder, {[bank]: clean.replace('Bread', 'B')})
  assert.equal(await say(folder), [])
  writeFiles(folder, {'README.md': `${edited}\n`})
  assert.equal(await say(folder), ['1 readme-region'])
})

touching.run()

const past = suite('what was there before')

past('a new bank is new as a whole, whether git knows it or not', async () => {
  const folder = commit({'notes.md': '# Notes\n'})
  writeFiles(folder, {[bank]: short})
  assert.equal(await say(folder), ['16 bullet-count'])
  git(folder, 'add', bank)
  assert.equal(await say(folder), ['16 bullet-count'])
})

past('a file that becomes a bank keeps its cards', async () => {
  const folder = commit({'notes.md': short})
  writeFiles(folder, {'notes.md': `---\nbank:\n---\n\n${short}\n${other}`})
  assert.equal(await say(folder), ['35 bullet-count'])
})

past('a file that was no text is new as a whole', async () => {
  const folder = commit({[bank]: `${short}\0`})
  writeFiles(folder, {[bank]: short})
  assert.equal(await say(folder), ['16 bullet-count'])
})

past('a bank after a link, and one that has moved', async () => {
  const folder = commit({'docs/bank.md': `---\nbank:\n---\n\n${short}`})
  symlinkSync('docs', join(folder, 'link'))
  const {stdout} = await check(folder, 'link/bank.md')
  assert.is(stdout, '0 changed cards in 1 bank: no problems\n')
  rmSync(join(folder, 'link'))
  renameSync(join(folder, 'docs'), join(folder, 'elsewhere'))
  git(folder, 'add', '--all')
  assert.equal(await say(folder), [])
})

past('banks in two repositories', async () => {
  const folder = commit({[bank]: short, '.gitignore': 'not/\n'})
  commit({[bank]: clean}, join(folder, 'inner', '..', 'inner-of-qbank-test-'))
  writeFiles(folder, {[`inner-of-qbank-test-/${bank}`]: short})
  const {stdout} = await check(folder)
  assert.match(stdout, `inner-of-qbank-test-/${bank}:16:1`)
  assert.match(stdout, '1 problem (1 error)')
})

past('standard input', async () => {
  const folder = commit({[bank]: short})
  const argv = ['check', '-', '--stdin-filepath', bank, '--since', 'HEAD']
  const same = await call(folder, argv, {input: short})
  assert.is(same.stdout, '0 changed cards in 1 bank: no problems\n')
  const changed = await call(folder, argv, {input: `${short}\n${other}`})
  assert.match(changed.stdout, '1 problem (1 error)')
  assert.is(changed.status, 1)
  assert.is(read(folder, bank), short)
})

past.run()

const wrong = suite('what git does not know')
const instead = 'leave --since out to take every card'

wrong('a ref that is not there', async () => {
  const folder = commit({[bank]: short})
  git(folder, 'update-ref', 'refs/remotes/origin/next', 'HEAD')
  const look =
    'no such branch, tag or commit in this clone. Check the spelling (`git branch --all` lists branches), or fetch it (`git fetch origin`)'
  for (const [ref, expected] of [
    ['nowhere', look],
    ['-x', look],
    ['', look],
    ['main..main', look],
    [`HEAD:${bank}`, look],
    ['0123456789012345678901234567890123456789', look],
    [
      'orign/next',
      'no such branch, tag or commit in this clone. Did you mean origin/next?'
    ],
    [
      'next',
      'no such branch, tag or commit in this clone. Did you mean origin/next?'
    ]
  ] as const) {
    const argv = ['check', bank, `--since=${ref}`]
    assertFailure(await call(folder, argv), `--since ${ref}: ${expected}\n`)
  }
})

wrong('no repository, for several banks', async () => {
  const folder = makeTempFolder()
  writeFiles(folder, {[bank]: short, [`docs/${bank}`]: short})
  assertFailure(
    await check(folder),
    `--since asks git what has changed, and the bank is not in a repository. L${instead.slice(1)}\n`
  )
})

wrong('a repository without a commit', async () => {
  const folder = commit({[bank]: short})
  git(folder, 'checkout', '--quiet', '--orphan', 'new')
  assertFailure(
    await call(folder, ['check', '--since', 'main']),
    `--since main: this repository has no commit yet, so there is nothing to compare with. L${instead.slice(1)}\n`
  )
})

wrong(
  'a shallow clone, and histories that have nothing in common',
  async () => {
    const folder = commit({[bank]: short})
    git(folder, 'checkout', '--quiet', '--orphan', 'other')
    commit({[bank]: clean}, folder)
    assertFailure(
      await call(folder, ['check', '--since', 'main']),
      '--since main: it has no commit in common with what is checked out here. Name the branch that this one began from\n'
    )
    const clone = makeTempFolder()
    const source = pathToFileURL(folder).href
    const all = ['--quiet', '--depth=1', '--no-single-branch']
    git(clone, 'clone', ...all, source, '.')
    const deepen =
      'Fetch all of it: `git fetch --unshallow`; in GitHub Actions, `fetch-depth: 0` for actions/checkout; in GitLab CI, `GIT_DEPTH: 0`'
    assertFailure(
      await call(clone, ['check', '--since', 'origin/main']),
      `--since origin/main: this clone is shallow, and its history ends before the commit from which the work began. ${deepen}\n`
    )
    assertFailure(
      await call(clone, ['check', '--since', 'next']),
      `--since next: no such branch, tag or commit in this clone. ${deepen}\n`
    )
  }
)

wrong('no git on the machine, or one that fails', () => {
  const folder = commit({[bank]: short})
  const argv = [bin, 'check', '--since', 'HEAD']
  const {stderr, status} = run(folder, process.execPath, argv, {
    env: {PATH: folder}
  })
  assert.is(
    stderr.replace(noReadme, ''),
    `--since asks git what has changed, and there is no program \`git\` on the PATH. Install it, or ${instead}\n`
  )
  assert.is(status, 2)
  writeFiles(folder, {'.git/config': '[core\n'})
  const broken = run(folder, process.execPath, argv)
  assert.match(
    broken.stderr,
    /^--since asks git what has changed, and git says: fatal: bad config line 1 .*\. Fix that, or leave/m
  )
  assert.is(broken.status, 2)
})

wrong.run()
