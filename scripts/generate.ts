/**
 * Writes what is derived from the rules (`rules/index.ts`, `rules/README.md`, `rules/docs/` and the schemas), from the numbers of the
 * benchmark (its tables and its chart), and from two commits (a picture).
 * With `--check` it only compares, and exits with 1 if something is out of date.
 *
 * Usage: tsx scripts/generate.ts [--check] [folder, if only what is derived in it is wanted]
 */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'
import * as prettier from 'prettier'
import {renderChart} from '../bench/chart.ts'
import {readResults} from '../bench/results.ts'
import {spliceTables} from '../bench/tables.ts'
import {readCards} from '../src/export/card-data.ts'
import {exportSchema} from '../src/export/schema.ts'
import {listForms} from '../src/form/fields.ts'
import {nameForms, renderIssueForm} from '../src/form/render-form.ts'
import {toBank} from '../src/readme/bank-text.ts'
import {countBanks} from '../src/stats/count-banks.ts'
import {formatCoverage} from '../src/stats/coverage-page.ts'
import {loadPlan} from '../src/stats/plan.ts'
import {statsSchema} from '../src/stats/schema.ts'
import {bankName} from '../src/template/is-bank.ts'
import {frontMatterSchema} from '../src/template/schema.ts'
import {regionRuleId} from '../src/regions/region.ts'
import {reportSchema} from '../src/report/schema.ts'
import {readFixtures} from '../test/support/fixtures.ts'
import {readFolders, renderFolders} from './folders.ts'
import {renderRegionPage, renderRulePage} from './rule-page.ts'
import {readRuleSource} from './rule-source.ts'
import {renderRulesPage} from './rules-page.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const isCheck = process.argv.includes('--check')
const wanted = process.argv.slice(2).find((word) => !word.startsWith('--'))
/** The rules that look at what the others leave; they run apart from them. */
const lastRules = ['card-id', 'format', 'lint-directive']
let stale = 0

const ids = readdirSync(join(root, 'rules'))
  .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
  .map((name) => name.slice(0, -'.ts'.length))
  .sort()

await put('rules/index.ts', renderIndex)
const rules = await Promise.all(ids.map(readRuleSource))
const fixtures = readFixtures()
await put('rules/README.md', () => renderRulesPage(rules))
for (const rule of rules) {
  const {id} = rule.meta
  const own = fixtures.filter((fixture) => fixture.rule === id)
  await put(`rules/docs/${id}.md`, () => renderRulePage(rule, own))
}

await put(`rules/docs/${regionRuleId}.md`, renderRegionPage)
removeOthers('rules/docs', [...ids, regionRuleId])
await put('schema/bank.schema.json', () =>
  JSON.stringify(frontMatterSchema, undefined, 2)
)
await put('schema/report.schema.json', () =>
  JSON.stringify(reportSchema, undefined, 2)
)

await put('schema/export.schema.json', () =>
  JSON.stringify(exportSchema, undefined, 2)
)
await put('schema/stats.schema.json', () =>
  JSON.stringify(statsSchema, undefined, 2)
)

await put('docs/architecture.md', () =>
  spliceFolders(readFileSync(join(root, 'docs/architecture.md'), 'utf8'))
)

const forms = listForms(toBank(readFileSync(join(root, bankName), 'utf8')))
for (const [index, form] of forms.entries()) {
  await put(nameForms(forms)[index] ?? '', () => renderIssueForm(form))
}

await put('docs/coverage.md', renderCoverage)

const results = readResults()
if (results) {
  const readme = readFileSync(join(root, 'bench/README.md'), 'utf8')
  await put('bench/README.md', () => spliceTables(readme, results))
  await put('bench/chart.svg', () => renderChart(results))
}

// Commits need a package that has been built; the rest needs none.
await put('docs/demo.svg', async () => {
  const {drawScreens, runDemo} = await import('./demo.ts')
  return drawScreens(runDemo())
})
process.exitCode = stale > 0 ? 1 : 0

/** @throws Error if the page has no diagram */
function spliceFolders(page: string): string {
  const diagram = /(?<=^```mermaid\n)[^]*?(?=\n```$)/m
  if (!diagram.test(page)) throw new Error('docs/architecture.md: no diagram')
  return page.replace(diagram, renderFolders(readFolders(root)))
}

/** What `qbank stats --coverage` prints. */
async function renderCoverage(): Promise<string> {
  const path = join(root, bankName)
  const bank = toBank(readFileSync(path, 'utf8'))
  const plan = await loadPlan(bank.config.plan, path, root)
  const data = readCards(bank, bankName)
  return formatCoverage(countBanks([{data, path, plan}]).banks)
}

function renderIndex(): string {
  const toName = (id: string): string =>
    id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  const imports = ids.map((id) => `import ${toName(id)} from './${id}.ts'`)
  const others = ids.filter((id) => !lastRules.includes(id)).map(toName)
  const last = lastRules.map(toName).join(', ')
  return [
    '// Generated by `npm run generate` from the files in this folder.',
    "import type {Rule} from '../src/rule/define-rule.ts'",
    ...imports,
    '',
    '/** All rules by their ids. */',
    `export const rulesById = {${ids.map((id) => `'${id}': ${toName(id)}`).join(', ')}}`,
    '',
    '/** The rules that look at a bank. */',
    `export const rules: readonly Rule[] = [${others.join(', ')}]`,
    '',
    '/** All rules: also those that look at what the others leave, and so run after them. */',
    `export const allRules: readonly Rule[] = [...rules, ${last}]`,
    '',
    `export {${last}}`
  ].join('\n')
}

function isWanted(path: string): boolean {
  return wanted === undefined || path.startsWith(`${wanted}/`)
}

/** Writes a file, in Prettier's form where it has one, or compares it. */
async function put(
  path: string,
  render: () => string | Promise<string>
): Promise<void> {
  if (!isWanted(path)) return
  const content = await render()
  const target = join(root, path)
  const options = await prettier.resolveConfig(target)
  const {inferredParser} = await prettier.getFileInfo(target)
  const text =
    inferredParser === null
      ? content
      : await prettier.format(content, {...options, filepath: target})
  const current = existsSync(target) ? readFileSync(target, 'utf8') : ''
  if (current === text) return
  if (isCheck) {
    stale++
    process.stderr.write(`${path}: out of date. Run \`npm run generate\`\n`)
  } else {
    mkdirSync(dirname(target), {recursive: true})
    writeFileSync(target, text)
    process.stdout.write(`${path}: generated\n`)
  }
}

/** Removes the pages of rules that no longer exist, or reports them. */
function removeOthers(folder: string, names: readonly string[]): void {
  if (!isWanted(`${folder}/`)) return
  for (const name of readdirSync(join(root, folder))) {
    const path = `${folder}/${name}`
    if (names.some((each) => name === `${each}.md`)) continue
    if (isCheck) {
      stale++
      process.stderr.write(
        `${path}: its rule no longer exists. Run \`npm run generate\`\n`
      )
    } else {
      rmSync(join(root, path))
      process.stdout.write(`${path}: removed\n`)
    }
  }
}
