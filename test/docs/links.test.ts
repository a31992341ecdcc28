/** Links in documents lead to files and headings that exist. */
import {PassThrough} from 'node:stream'
import {text} from 'node:stream/consumers'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkStringify from 'remark-stringify'
import remarkValidateLinks from 'remark-validate-links'
import type {Plugin} from 'unified'
import {unified} from 'unified'
import {engine} from 'unified-engine'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {git, makeTempFolder, projectRoot, writeFiles} from '../support/temp.ts'

/** Its type says nothing of the second argument, which unified-engine adds. */
const validateLinks = remarkValidateLinks as unknown as Plugin

/** @returns what remark-validate-links reports of files and folders, without the project's configuration */
async function findBrokenLinks(
  cwd: string,
  files: readonly string[]
): Promise<string> {
  const streamError = new PassThrough()
  await new Promise<void>((resolve, reject) => {
    engine(
      {
        processor: unified()
          .use(remarkParse)
          .use(remarkStringify)
          .use(remarkGfm)
          .use(remarkFrontmatter),
        plugins: [[validateLinks, {repository: false}]],
        cwd,
        files: [...files],
        extensions: ['md'],
        output: false,
        quiet: true,
        color: false,
        streamError
      },
      (error) => {
        if (error) reject(error)
        else resolve()
      }
    )
  })
  streamError.end()
  return text(streamError)
}

const links = suite('links')

links('of all documents', async () => {
  const report = await findBrokenLinks(projectRoot, [
    ...['README.md', 'CONTRIBUTING.md', 'QUESTION_BANK.md'],
    ...['bench/README.md', 'docs', 'rules']
  ])
  assert.is(report, '')
})

links('a wrong one is found', async () => {
  const folder = makeTempFolder()
  git(folder, 'init', '--quiet')
  writeFiles(folder, {
    'README.md': '[a](docs/a.md#one), [b](docs/b.md), [c](docs/a.md#two)\n',
    'docs/a.md': '# One\n'
  })
  const report = await findBrokenLinks(folder, ['README.md', 'docs'])
  assert.match(report, /Cannot find file `docs\/b\.md`/)
  assert.match(report, /Cannot find heading for `#two`/)
  assert.not.match(report, '#one')
})

links.run()
