/** `qbank doctor` finds each thing that keeps qbank from running, and the command that it prints fixes it. */
import {chmodSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {Ended} from '../cli/support.ts'
import {call, card} from '../cli/support.ts'
import {init, makeInstalled, makeRepository, read} from '../init/support.ts'
import {git, makeTempFolder, run, writeFiles} from '../support/temp.ts'

const test = suite('doctor')

const bank = `# Ovens\n\n## Heat\n\n${card}`

/** A project that was set up. */
async function makeAdopted(
  files: Readonly<Record<string, string>> = {}
): Promise<string> {
  const folder = makeInstalled({'QUESTION_BANK.md': bank, ...files})
  const {status} = await init(folder)
  assert.is(status, 0)
  git(folder, 'add', '--all')
  git(folder, 'commit', '--quiet', '--no-verify', '-m', 'Set up')
  return folder
}

async function doctor(folder: string, ...args: string[]): Promise<Ended> {
  return call(folder, ['doctor', ...args], {
    env: {npm_config_offline: 'true', HOME: folder, PATH: '/usr/bin'}
  })
}

/** What is wrong, with the line below it. */
async function findWrong(folder: string): Promise<string[]> {
  const {stdout} = await doctor(folder)
  return [...stdout.matchAll(/^wrong {2}(.*)\n {7}(.*)$/gm)].map(
    ([, problem = '', remedy = '']) => `${problem}: ${remedy}`
  )
}

/** Types the command that is printed below the one thing that is wrong, which is then as it should be. */
async function mend(folder: string, problem: RegExp): Promise<void> {
  const [found = '', ...others] = await findWrong(folder)
  assert.equal(others, [])
  assert.match(found, problem)
  const {status, stderr} = run(folder, 'sh', [
    '-c',
    found.slice(found.lastIndexOf(': ') + 2)
  ])
  assert.is(status, 0, stderr)
  assert.equal(await findWrong(folder), [])
}

let adopted = ''
let configuration = ''
test.before(async () => {
  adopted = await makeAdopted()
  configuration = read(adopted, '.git/config')
})
test.before.each(() => {
  writeFiles(adopted, {'.git/config': configuration})
  git(adopted, 'reset', '--quiet', '--hard')
  git(adopted, 'clean', '--quiet', '--force', '-d')
})

test('all is well after `qbank init`', async () => {
  const {status, stdout} = await doctor(adopted)
  assert.not.match(stdout, /^wrong/m)
  const names = Array.from(
    stdout.matchAll(/^(?:ok|note) +(.*)$/gm),
    ([, name = '']) => name
  )
  assert.ok(names.length > 10)
  assert.ok(names.includes('graphical programs find Node'))
  assert.ok(
    names.every((name) => name !== ''),
    stdout
  )
  assert.match(stdout, /\nqbank runs here\.\n$/)
  assert.is(status, 0)
})

test('a new worktree has no hooks', async () => {
  rmSync(join(adopted, '.husky/_'), {recursive: true})
  await mend(adopted, /^git looks for hooks in \.husky\/_, and there is none/)
})

test('packages that were installed without their scripts', async () => {
  git(adopted, 'config', '--unset', 'core.hooksPath')
  await mend(adopted, /--ignore-scripts/)
})

test('hooks that are looked for elsewhere', async () => {
  git(adopted, 'config', 'core.hooksPath', '.githooks')
  const [found = ''] = await findWrong(adopted)
  assert.match(
    found,
    /^\.githooks\/pre-commit does not name qbank.*: npx --no -- qbank init$/
  )
})

test('a hook that is not a program', async () => {
  git(adopted, 'config', 'core.hooksPath', '.githooks')
  writeFiles(adopted, {
    '.githooks/pre-commit':
      '#!/bin/sh\n. node_modules/qbank/pre-commit.sh || exit 1\n'
  })
  chmodSync(join(adopted, '.githooks/pre-commit'), 0o644)
  await mend(adopted, /not executable/)
})

test('a merge driver that this clone has not registered', async () => {
  git(adopted, 'config', '--remove-section', 'merge.qbank')
  await mend(adopted, /^\.gitattributes names the merge driver/)
})

test('configuration that another one hides, in all its places', async () => {
  writeFiles(adopted, {
    '.remarkrc.json': '{}',
    '.prettierrc': '{}',
    '.prettierrc.json': '{}'
  })
  assert.equal(await findWrong(adopted), [
    '.remarkrc.mjs is not read, because .remarkrc.json is: git rm .remarkrc.mjs',
    '.prettierrc.json is not read, because .prettierrc is: git rm .prettierrc.json'
  ])
})

test('a bank that no entrance sees', async () => {
  writeFiles(adopted, {
    '.gitignore': 'node_modules/\nhidden.md\n',
    '.remarkignore': 'shy.md\n',
    'hidden.md': `---\nbank:\n---\n\n${bank}`,
    'shy.md': `---\nbank:\n---\n\n${bank}`
  })
  writeFiles(adopted, {
    'latin.md': Buffer.from('---\nbank:\n---\n\n# Cr\u00e8me\n', 'latin1')
  })
  const {stdout} = await doctor(adopted)
  assert.match(
    stdout,
    /^note {3}hidden\.md is a bank, and \.gitignore names it.*\n {7}git add --force hidden\.md$/m
  )
  assert.match(
    stdout,
    /^note {3}shy\.md is a bank, and \.remarkignore names it/m
  )
  const found = await findWrong(adopted)
  assert.is(found.length, 1, found.join('\n'))
  assert.match(
    found[0] ?? '',
    /^latin\.md:5: is not UTF-8 in this line: Save the file/
  )
})

const names = ['a', 'b', 'c', 'd', 'e']

test('many ignored banks are one line, and wrong only where no other bank is left', async () => {
  const shy = names.map((name) => [`shy/${name}.md`, `---\nbank:\n---\n`])
  const hidden = names.map((name) => [`${name}.md`, `---\nbank:\n---\n`])
  writeFiles(adopted, {
    '.gitignore': 'node_modules/\n/?.md\n',
    '.remarkignore': 'shy/\n',
    ...(Object.fromEntries([...shy, ...hidden]) as Record<string, string>)
  })
  const {stdout, status} = await doctor(adopted)
  assert.match(
    stdout,
    'note   5 banks are named in .gitignore, so they are neither committed nor checked: a.md, b.md, c.md, …\n'
  )
  assert.match(
    stdout,
    'note   5 banks are named in .remarkignore, so they are not checked: shy/a.md, shy/b.md, shy/c.md, …\n'
  )
  assert.is(status, 0)
  rmSync(join(adopted, 'QUESTION_BANK.md'))
  const [untracked = '', unseen = '', ...others] = await findWrong(adopted)
  assert.match(untracked, /^5 banks are named in \.gitignore/)
  assert.match(unseen, /^5 banks are named in \.remarkignore/)
  assert.equal(others, [])
})

test('what is wrong with many files is one line of each check', async () => {
  const broken = Buffer.from('---\nbank:\n---\n\n# Cr\u00e8me\n', 'latin1')
  for (const name of names) {
    writeFiles(adopted, {
      [`${name}/${name}.md`]: broken,
      [`${name}/README.md`]: '# Ovens\n\n<!--bank-cards start-->\n',
      [`.github/workflows/${name}.yml`]: 'run: pnpm dlx qbank@0.0.1 check\n'
    })
  }

  const [unreadable = '', markers = '', versions = '', ...others] =
    await findWrong(adopted)
  assert.match(
    unreadable,
    /^5 banks cannot be read or shown: a\/a\.md:5, b\/b\.md:5, c\/c\.md:5, …: Run `npx --no -- qbank check`/
  )
  assert.match(
    markers,
    /^5 markers in READMEs are not in order: a\/README\.md:3, /
  )
  assert.match(versions, /^5 files use another version of qbank than/)
  assert.equal(others, [])
})

test('ignored banks have nothing that has to be read', async () => {
  writeFiles(adopted, {
    '.remarkignore': 'broken/\n',
    'broken/QUESTION_BANK.md': bank,
    'broken/README.md': '# Ovens\n\n<!--bank-cards start-->\n'
  })
  assert.equal(await findWrong(adopted), [])
})

test('qbank itself does not install itself', async () => {
  const folder = makeRepository({
    'package.json': '{"name": "qbank"}',
    'QUESTION_BANK.md': bank
  })
  const found = await findWrong(folder)
  assert.not.match(found.join('\n'), /name qbank, so other|language-server/)
})

test('READMEs that two banks claim, and markers without their other half', async () => {
  writeFiles(adopted, {
    'README.md':
      '# Ovens\n\n<!--bank-cards start-->\n\n<!--bank-cards end-->\n',
    'other.md': `---\nbank:\n---\n\n${bank}`
  })
  const [claimed = ''] = await findWrong(adopted)
  assert.match(
    claimed,
    /its README would be README\.md, which is generated from .* already: Name another/
  )
  rmSync(join(adopted, 'other.md'))
  writeFiles(adopted, {'README.md': '# Ovens\n\n<!--bank-cards start-->\n'})
  const [broken = ''] = await findWrong(adopted)
  assert.match(broken, /^README\.md:3: .*Correct that line of README\.md/)
})

test('versions in CI and here', async () => {
  writeFiles(adopted, {
    '.github/workflows/questions.yml':
      'jobs:\n  check:\n    steps:\n      - uses: somebody/qbank@v0.0.1\n'
  })
  const [found = ''] = await findWrong(adopted)
  assert.match(
    found,
    /^\.github\/workflows\/questions\.yml uses qbank 0\.0\.1, and this is /
  )
})

test('lint-staged of an unknown major, and packages that are not there', async () => {
  rmSync(join(adopted, 'node_modules/lint-staged'))
  const [missing = ''] = await findWrong(adopted)
  assert.match(
    missing,
    /^lint-staged is not installed.*: npm install --save-dev lint-staged@16$/
  )
  writeFiles(adopted, {
    'node_modules/lint-staged/package.json': '{"version": "15.2.0"}'
  })
  const [other = ''] = await findWrong(adopted)
  assert.match(other, /^lint-staged is 15\.2\.0/)
  rmSync(join(adopted, 'node_modules'), {recursive: true})
  const found = await findWrong(adopted)
  assert.match(found[0] ?? '', /it is not installed here: npm install$/)
})

test('a folder without a repository, and a repository without a bank', async () => {
  const outside = await doctor(makeTempFolder())
  assert.match(outside.stdout, /^wrong {2}There is no git repository here/)
  assert.is(outside.status, 1)
  const {stdout, status} = await doctor(makeRepository({}))
  assert.match(stdout, 'package.json does not name qbank')
  assert.match(stdout, 'no question bank was found in this repository')
  assert.is(status, 1)
})

test('as JSON', async () => {
  const {stdout} = await doctor(makeRepository({}), '--json')
  const {checks} = JSON.parse(stdout) as {
    checks: {id: string; findings: {severity: string; remedy: string}[]}[]
  }
  assert.is(
    checks.map(({id}) => id).join(' '),
    'packages lint-staged hook path bank readable readme doubled remark merge editor versions registry'
  )
  const found = checks.find(({id}) => id === 'packages')?.findings
  assert.equal(
    found?.map(({severity, remedy}) => [severity, remedy]),
    [['wrong', 'qbank init']]
  )
})

test.run()
