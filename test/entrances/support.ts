/** A project that has adopted the toolkit, and banks for the tests at its entrances. */
import {readFileSync, symlinkSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {fixText} from '../../src/engine/job.ts'
import type {Finished} from '../support/temp.ts'
import {
  linkPackages,
  makeTempFolder,
  projectRoot,
  run,
  writeFiles
} from '../support/temp.ts'

/** A bank with a mistake of nearly every kind. */
export const broken = `# Baking

## Bread

### Q: Why does a cold oven spoil a loaf â€” and how is it saved?

**Difficulty:** easy
**Tags:** heat,crust  
**Question**: A loaf goes into an oven that is still warming up. What goes wrong, and what would you do about it on the next day?  
**What a strong answer includes:**

* The crust dries before the crumb has risen, and the loaf tears where it is weakest instead of where it was scored.
*   Steam leaves before the surface has set.
* A thermometer tells more than the oven's light.
**Common pitfalls:**
- Blaming the yeast.
- Baking longer instead of hotter.



## Q: When is dough ready?

**Difficulty:** Medium  
**Tags:** yeast,touch  
**Question:** How is it told from the outside?  
**What a strong answer includes:**

- A dent fills slowly.
- It has grown by half.
- The surface trembles.

**Common pitfalls:**

- Trusting the clock alone.
- Poking too hard.
`

/** A bank that is one by its front matter, with a template of its own. */
export const declared = `---
title:   Knots
bank:
  template:
    card: {depth: 2, prefix: 'Knot:'}
    fields:
      - {label: Use, kind: prose}
      - {label: Steps, kind: bullets, min: 2}
---

# Knots

## Knot: Bowline

**use:** A loop that does not slip.\\
**Steps:**

1. Make a small loop.
2. Go through, around, and back.

##Knot: Clove hitch

**Use:** Tying to a post.
**Steps:**

- Go around twice.
* Go under.
`

/** Markdown that is not a bank, in a form that Prettier changes. */
export const others: Readonly<Record<string, string>> = {
  'README.md': `Recipes
===

* a
* b

**Common pitfalls:** none
- c
**Tags:** d

| a | b |
|-|-|
| cell | **Difficulty:** easy |

### Q: Is this a card?
Trailing spaces  
break the line\\
twice.

\`\`\`md
---
bank:
---

###Q: In a fence
* a
**Tags:** x
\`\`\`
`,
  'docs/page.md': `---
title:   A page
tags: [a,   b]
---

# Page
+ a
+ b

\`\`\`js
const a = {b:1}
\`\`\`

[link]: <https://example.com>   'title'
`,
  'with bom.md': '\uFEFFTitle\n====\n\n*  a\n',
  'crlf.md': 'Title\r\n====\r\n\r\n*  a  \r\n   b\r\n',
  'empty.md': '',
  'question_bank.md': '### Q: a\n* b\n**Tags:** c\n',
  'notes.markdown': '*  a\n*  b\n'
}

/** @returns a folder with links to the packages, qbank among them */
export function makeProject(
  files: Readonly<Record<string, string>> = {}
): string {
  const folder = makeTempFolder()
  linkPackages(folder)
  for (const name of ['remark-gfm', 'remark-frontmatter']) {
    symlinkSync(
      join(projectRoot, 'node_modules', name),
      join(folder, 'node_modules', name)
    )
  }

  writeFiles(folder, {'package.json': '{"private": true}\n', ...files})
  return folder
}

/** Runs the program of a package. */
export function runPackage(
  folder: string,
  name: 'prettier' | 'remark-cli',
  args: readonly string[],
  input?: string
): Finished {
  const folderOfPackage = join(projectRoot, 'node_modules', name)
  const {bin} = JSON.parse(
    readFileSync(join(folderOfPackage, 'package.json'), 'utf8')
  ) as {bin: string | Record<string, string>}
  const path = typeof bin === 'string' ? bin : Object.values(bin)[0]
  return run(
    folder,
    process.execPath,
    [join(folderOfPackage, path ?? ''), ...args],
    input === undefined ? {} : {input}
  )
}

/** @returns what `qbank fix` makes of a text under a path of a folder; spares a process */
export async function fixAt(
  folder: string,
  path: string,
  input: string
): Promise<string> {
  return (await fixText(input, path, {cwd: folder})).value
}

/** @returns the text of a file */
export function read(folder: string, path: string): string {
  return readFileSync(join(folder, path), 'utf8')
}
