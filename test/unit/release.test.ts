/** What a release is made of, and what is replaced before the first one. */
import {readFileSync, symlinkSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {transformSync} from 'esbuild'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {Change} from '../../scripts/changes.ts'
import {
  addRelease,
  findRelease,
  parseChange,
  raiseVersion,
  readChanges,
  renderRelease
} from '../../scripts/changes.ts'
import type {Finished} from '../support/temp.ts'
import {
  git,
  makeTempFolder,
  projectRoot,
  run,
  writeFiles
} from '../support/temp.ts'

const notes = suite('notes of changes')
const major: Change = {bump: 'major', text: 'Drops a key.'}
const minor: Change = {bump: 'minor', text: 'Adds a rule.\n\nRun `fix`.'}
const patch: Change = {bump: 'patch', text: 'Fixes a crash.'}

notes('those of this repository can be released', () => {
  readChanges(projectRoot)
})

notes('are files as changesets writes them', () => {
  for (const name of ['qbank', '"qbank"', "'qbank'"]) {
    const value = `---\n${name}: minor\n---\n\nAdds a rule.\n\nRun \`fix\`.\n`
    assert.equal(parseChange(value, 'a.md'), minor)
  }
})

notes('anything else is refused', () => {
  for (const value of [
    '',
    'Adds a rule.\n',
    '---\nqbank: huge\n---\n\nAdds a rule.\n',
    '---\nother: minor\n---\n\nAdds a rule.\n',
    '---\nqbank: minor\n---\n\n',
    '---\n\n---\nAdds a rule.\n'
  ]) {
    assert.throws(() => parseChange(value, 'a.md'), /^a\.md:1: is not a note/)
  }
})

notes('the farthest one raises the version', () => {
  assert.is(raiseVersion('1.2.3', [patch]), '1.2.4')
  assert.is(raiseVersion('1.2.3', [patch, minor]), '1.3.0')
  assert.is(raiseVersion('1.2.3', [minor, major, patch]), '2.0.0')
})

notes('become a part of the changelog', () => {
  const first = renderRelease('1.0.0', [patch])
  const second = renderRelease('1.1.0', [patch, minor])
  assert.is(
    second,
    `## 1.1.0

### Minor changes

- Adds a rule.

  Run \`fix\`.

### Patch changes

- Fixes a crash.
`
  )
  const changelog = addRelease(
    addRelease('# Changelog\n\nAll of it.\n', first),
    second
  )
  assert.is(changelog, `# Changelog\n\nAll of it.\n\n${second}\n${first}`)
  assert.is(
    findRelease(changelog, '1.0.0'),
    '### Patch changes\n\n- Fixes a crash.'
  )
  assert.is(findRelease(changelog, '1.0'), undefined)
})

notes.run()

const release = suite('release')

/** The scripts without types: the loader for TypeScript takes four times as long as they do. */
const scripts = Object.fromEntries(
  ['changes', 'release', 'repository', 'set-owner'].map((name) => {
    const source = readFileSync(join(projectRoot, `scripts/${name}.ts`))
    const {code} = transformSync(source, {loader: 'ts'})
    return [
      `scripts/${name}.js`,
      code.replace(/(from "\.\/.*)\.ts"/g, '$1.js"')
    ]
  })
)

/** What the scripts read and write, with a version and a note of a change. */
function makeProject(version: string): string {
  const folder = makeTempFolder()
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'))
  writeFiles(folder, {
    ...scripts,
    '.gitignore': 'node_modules\n',
    'package.json': JSON.stringify({
      name: 'qbank',
      version,
      type: 'module',
      repository: {url: 'git+https://github.com/OWNER/qbank.git'}
    }),
    'package-lock.json': JSON.stringify({name: 'qbank', version, packages: {}}),
    'CHANGELOG.md':
      '# Changelog\n\n## 1.0.0\n\n### Patch changes\n\n- Began.\n',
    'README.md': `qbank-${version}.tgz, prettier ${version}\n`,
    'docs/ci.md': `- OWNER/qbank@v${version}\n- OWNER/qbank/suggest@v${version}\n- rev: v${version}\n`,
    '.changeset/a.md': '---\nqbank: minor\n---\n\nAdds a rule.\n'
  })
  git(folder, 'init', '--quiet')
  git(folder, 'add', '--all')
  return folder
}

function start(folder: string, script: string, ...args: string[]): Finished {
  return run(folder, process.execPath, [`scripts/${script}.js`, ...args])
}

function read(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8')
}

release('the version is raised everywhere, and the notes are used up', () => {
  const folder = makeProject('1.0.0')
  const {status, stdout, stderr} = start(folder, 'release')
  assert.is(stderr, '')
  assert.match(stdout, /^1\.1\.0: .* push the tag v1\.1\.0/)
  assert.is(status, 0)
  for (const name of ['package.json', 'package-lock.json']) {
    assert.match(read(folder, name), /"version": ?"1\.1\.0"/)
  }

  assert.is(read(folder, 'README.md'), 'qbank-1.1.0.tgz, prettier 1.0.0\n')
  assert.is(
    read(folder, 'docs/ci.md'),
    '- OWNER/qbank@v1.1.0\n- OWNER/qbank/suggest@v1.1.0\n- rev: v1.1.0\n'
  )
  assert.match(
    read(folder, 'CHANGELOG.md'),
    /^# Changelog\n\n## 1\.1\.0\n\n### Minor changes\n\n- Adds a rule\.\n\n## 1\.0\.0\n/
  )
  const again = start(folder, 'release')
  assert.is(again.stderr, '.changeset: no changes wait for a release\n')
  assert.is(again.status, 1)
})

release('a version that was never released is not raised', () => {
  const folder = makeProject('0.1.0')
  assert.match(start(folder, 'release').stdout, /^0\.1\.0: /)
  assert.match(read(folder, 'CHANGELOG.md'), '\n## 0.1.0\n')
  assert.match(read(folder, 'package.json'), '"version":"0.1.0"')
})

release('only what belongs together is published', () => {
  const folder = makeProject('1.0.0')
  for (const [args, expected] of [
    [['v1.0.0', 'bakery/qbank'], /OWNER\/qbank, but this is bakery\/qbank/],
    [['v1.0.1', 'OWNER/qbank'], /^v1\.0\.1: package\.json has version 1\.0\.0/]
  ] as const) {
    const {status, stdout, stderr} = start(
      folder,
      'release',
      '--notes',
      ...args
    )
    assert.match(stderr, expected)
    assert.is(stdout, '')
    assert.is(status, 1)
  }

  const args = ['--notes', 'v1.0.0', 'OWNER/qbank']
  assert.is(
    start(folder, 'release', ...args).stdout,
    '### Patch changes\n\n- Began.\n'
  )
})

release('the owner is put in everywhere, and can change', () => {
  const folder = makeProject('1.0.0')
  for (const owner of ['bakery', 'bakery-2']) {
    assert.is(
      start(folder, 'set-owner', owner).stdout,
      'docs/ci.md\npackage.json\n'
    )
    assert.is(
      read(folder, 'docs/ci.md'),
      `- ${owner}/qbank@v1.0.0\n- ${owner}/qbank/suggest@v1.0.0\n- rev: v1.0.0\n`
    )
    assert.match(read(folder, 'package.json'), `.com/${owner}/qbank.git`)
  }

  for (const owner of ['', 'a--b', '$&']) {
    assert.is(start(folder, 'set-owner', owner).status, 2, owner)
  }
})

release.run()

const texts = suite('the name on the registry')

texts('is started by npx only where it is installed', () => {
  const {stdout} = run(
    makeTempFolder(),
    'git',
    ['-C', projectRoot, 'grep', '-IEn', 'npx[^[:alnum:]]+qbank'],
    {}
  )
  assert.is(stdout, '')
})

texts.run()
