/**
 * Starts a rule: `npm run new-rule <id>` writes `rules/<id>.ts` and the input of its first fixture, and generates what
 * is derived from them. Both files work as they are.
 */
import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'
import {borrowed, declined} from '../rules/borrowed/index.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

if (process.argv[1] === import.meta.filename) {
  const words = process.argv.slice(2)
  const refusal = findRefusal(words)
  if (refusal === undefined) write(words[0] ?? '')
  else {
    process.stderr.write(`${refusal}\n`)
    process.exitCode = 2
  }
}

/**
 * @param words what the command was given
 * @returns why there can be no rule of this id
 */
export function findRefusal(words: readonly string[]): string | undefined {
  const [id = '', ...others] = words
  if (id === '' || others.length > 0) {
    return 'Expected the id of one rule: npm run new-rule no-long-title'
  }

  if (!/^[a-z]+(?:-[a-z\d]+)*$/.test(id)) {
    return `Unexpected id ${JSON.stringify(id)}, expected lower-case words with hyphens between, such as no-long-title`
  }

  if (existsSync(join(root, 'rules', `${id}.ts`))) {
    return `There already is rules/${id}.ts. Choose another id`
  }

  if (existsSync(join(root, 'test/fixtures', id))) {
    return `There already are fixtures in test/fixtures/${id}. Choose another id, or remove them`
  }

  if (id in declined || borrowed.some((rule) => rule.id === id)) {
    return `${id} is a rule of remark-lint, and a comment could not say which one is meant. Choose another id`
  }

  return undefined
}

function write(id: string): void {
  const rule = `rules/${id}.ts`
  const fixture = `test/fixtures/${id}/word-in-the-title/input.md`
  mkdirSync(dirname(join(root, fixture)), {recursive: true})
  writeFileSync(join(root, rule), renderRule(id))
  writeFileSync(join(root, fixture), renderFixture(id))
  const {status} = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(root, 'scripts/generate.ts'), 'rules'],
    {cwd: root, stdio: 'inherit'}
  )
  if (status !== 0) {
    process.exitCode = status ?? 1
    return
  }

  const tests = id.startsWith('no-') ? 'forbidding' : 'other'
  process.stdout.write(`${rule}: written
${fixture}: written

Next: write the story, the description and the check in ${rule}, and fixtures; then

  UPDATE=1 RULES=${id} npx tsx test/rules/fixtures-of-${tests}-rules.test.ts
  npm run generate

docs/writing-a-rule.md goes through it step by step.
`)
}

/** A rule that works: what is to become of it is easier to see in code that runs. */
function renderRule(id: string): string {
  const description = id.startsWith('no-')
    ? `Disallow titles with the word \`${id}\``
    : `Require titles without the word \`${id}\``
  return `/**
 * Why the rule exists: what goes wrong without it, and for whom. Its page, \`rules/docs/${id}.md\`, begins with this.
 *
 * @off When a project does not need it.
 * @limits What it does not find.
 */
import {defineCardRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/text/wording.ts'

export default defineCardRule(
  {
    id: '${id}',
    description: '${description}',
    severity: 'warning'
  },
  function* ({heading: {title, titleRange}}, bank) {
    if (!title.includes('${id}')) return
    yield {
      place: bank.place(titleRange.start, titleRange.end),
      message: \`Unexpected title \${quote(title)}, expected one without \\\`${id}\\\`\`
    }
  }
)
`
}

function renderFixture(id: string): string {
  return `# Balcony

## Pots

### Q: What does ${id} mean for a tall pot?

**Difficulty:** Easy␠␠
**Tags:** pots,wind␠␠
**Question:** A bay tree on a windy balcony fell twice. What do you change?␠␠
**What a strong answer includes:**

- Weights go in before the soil does.
- A wide base beats a heavy rim.
- The pot stands where the wall breaks the wind.

**Common pitfalls:**

- Tying the stem to the rail.
- Filling the saucer with stones.
`
}
