/**
 * The same bytes from every entrance: broken banks of all shapes, and a card with each mistake of the catalogue,
 * through the command line, standard input, the hook, remark, Prettier, and a language server. A plain `npm test` takes
 * every third shape and every 24th mistake; `MATRIX=all` takes all, and applies the quick fixes of an editor, too. A
 * table shows which pairs agree.
 */
import {readFileSync, readdirSync} from 'node:fs'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {call} from '../cli/support.ts'
import {startServer} from '../lsp/support/client.ts'
import {cleanCard, mistakes} from '../mistakes/catalogue.ts'
import {showSpaces} from '../support/fixtures.ts'
import {git, makeRepository, writeFiles} from '../support/temp.ts'
import {fixAt, makeProject, read, runPackage} from './support.ts'

const shapes = join(dirname(fileURLToPath(import.meta.url)), '../banks')
/** More than any of the banks has mistakes. */
const mostFixes = 100
const isWhole = process.env['MATRIX'] === 'all'
const steps = isWhole ? {shapes: 1, mistakes: 1} : {shapes: 3, mistakes: 24}

/** Broken banks by path. */
const files: Record<string, string> = {}
const names = readdirSync(shapes, {withFileTypes: true})
  .filter((entry) => entry.isDirectory())
  .map(({name}) => name)
for (const name of names.filter((_, at) => at % steps.shapes === 0)) {
  const path = join(shapes, name, 'broken.md')
  files[`shapes/${name}.md`] = showSpaces(readFileSync(path, 'utf8'), false)
}

for (const [index, {make, report}] of mistakes.entries()) {
  // A commit with what only a person can solve is refused.
  if (report || index % steps.mistakes !== 0) continue
  const bank = `# Workshop\n\n## Wheels\n\n${make(cleanCard)}`
  files[`mistakes/${index}/QUESTION_BANK.md`] = bank
}

/** Code that a question can be about, and that Prettier would correct. */
const code = '```js\nreturn\n{bar:"hello"}\n```'
const withCode = `# Workshop\n\n## Wheels\n\n${cleanCard.replace('  \n**What', `\n\n${code}\n\n**What`)}\n\n`
files['code/QUESTION_BANK.md'] = withCode
files['formatted-code/QUESTION_BANK.md'] =
  `---\nbank:\n  embeddedLanguageFormatting: auto\n---\n\n${withCode}`

const paths = Object.keys(files)
const configuration = {
  '.prettierrc': '{"plugins": ["qbank/prettier"]}\n',
  '.remarkrc.mjs': "export {default} from 'qbank'\n"
}

type Texts = Readonly<Record<string, string>>

function readAll(folder: string): Texts {
  return Object.fromEntries(paths.map((path) => [path, read(folder, path)]))
}

const entrances: Record<string, () => Texts | Promise<Texts>> = {
  async 'qbank fix'() {
    const folder = makeProject({...files, ...configuration})
    await call(folder, ['fix'])
    return readAll(folder)
  },
  async 'standard input'() {
    const folder = makeProject(configuration)
    const texts: Record<string, string> = {}
    for (const path of paths) {
      texts[path] = await fixAt(folder, path, files[path] ?? '')
    }

    return texts
  },
  hook() {
    const folder = makeRepository()
    writeFiles(folder, {...files, ...configuration})
    git(folder, 'add', '--all')
    const {status, stderr} = git(folder, 'commit', '-m', 'Add banks')
    assert.is(status, 0, stderr)
    return readAll(folder)
  },
  'remark --output'() {
    const folder = makeProject({...files, ...configuration})
    runPackage(folder, 'remark-cli', ['.', '--output', '--quiet'])
    return readAll(folder)
  },
  'prettier --write'() {
    const folder = makeProject({...files, ...configuration})
    runPackage(folder, 'prettier', ['--write', '.'])
    return readAll(folder)
  },
  async 'Format Document'() {
    const folder = makeProject({...files, ...configuration})
    const editor = await startServer(folder)
    const texts: Record<string, string> = {}
    for (const path of paths) {
      await editor.open(path)
      await editor.edit(path, await editor.format(path))
      texts[path] = editor.textOf(path)
      await editor.close(path)
    }

    await editor.stop()
    return texts
  }
}

/**
 * Applies quick fixes one by one, as a person does who goes through the squiggles from above; slow if there are many.
 */
async function applyQuickFixes(): Promise<Texts> {
  const folder = makeProject({...files, ...configuration})
  const editor = await startServer(folder)
  const texts: Record<string, string> = {}
  for (const path of paths) {
    await editor.open(path)
    for (let left = mostFixes; ; left--) {
      const diagnostics = await editor.diagnostics(path)
      const only = ['quickfix']
      const actions = await editor.codeActions(path, {diagnostics, only})
      const action = actions.find(({isPreferred}) => isPreferred)
      if (!action) break
      assert.ok(left > 0, `${path}: fixes do not come to an end`)
      await editor.apply(path, action)
    }

    texts[path] = editor.textOf(path)
    await editor.close(path)
  }

  await editor.stop()
  return texts
}

if (isWhole) entrances['quick fixes'] = applyQuickFixes

const test = suite('every entrance gives the same bytes')
const results: Record<string, Texts> = {}
for (const [name, run] of Object.entries(entrances)) {
  test(name, async () => {
    results[name] = await run()
    const expected = results['qbank fix'] ?? {}
    for (const path of paths) {
      assert.is(results[name][path], expected[path], `${name}: ${path}`)
      assert.is.not(expected[path], files[path], path)
    }
  })
}

test('code is formatted only where front matter asks for it', () => {
  for (const texts of Object.values(results)) {
    assert.match(texts['code/QUESTION_BANK.md'] ?? '', code)
    assert.match(texts['formatted-code/QUESTION_BANK.md'] ?? '', 'return;\n{')
  }
})

test('all pairs agree', () => {
  const names = Object.keys(entrances)
  let differing = 0
  const rows = names.map((name) => {
    const cells = names.map((other) => {
      const count = paths.filter(
        (path) => results[name]?.[path] !== results[other]?.[path]
      ).length
      differing += count
      return String(paths.length - count).padStart(4)
    })
    return `${name.padEnd(18)}${cells.join('')}`
  })
  process.stdout.write(
    `\n${paths.length} banks, equal in:\n${rows.join('\n')}\n`
  )
  assert.is(differing, 0)
})

test.run()
