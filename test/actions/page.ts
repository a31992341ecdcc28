/** docs/ci.md, taken apart. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Code} from 'mdast'
import {fromMarkdown} from 'mdast-util-from-markdown'
import {gfmFromMarkdown} from 'mdast-util-gfm'
import {gfm} from 'micromark-extension-gfm'
import {visit} from 'unist-util-visit'
import * as yaml from 'yaml'
import {projectRoot} from '../support/temp.ts'
import type {Step} from './support.ts'

const text = readFileSync(join(projectRoot, 'docs/ci.md'), 'utf8')
/** The same as mdast. */
export const tree = fromMarkdown(text, {
  extensions: [gfm()],
  mdastExtensions: [gfmFromMarkdown()]
})
/** Blocks to copy. */
export const blocks: Code[] = []
/** All that is code, in blocks and in lines. */
export const code: string[] = []
visit(tree, (node) => {
  if (node.type === 'code') blocks.push(node)
  if (node.type === 'code' || node.type === 'inlineCode') code.push(node.value)
})

/** A workflow, or a pipeline of GitLab. */
export interface Pipeline {
  readonly jobs: Readonly<Record<string, {readonly steps: readonly Step[]}>>
  readonly questions: {readonly script: readonly string[]}
}

/**
 * @param name of a file
 * @param begin of its text
 * @returns the block whose first line names the file, the last one of that name
 */
export function findBlock(name: string, begin = ''): string {
  const found = blocks.findLast(({value}) =>
    value.startsWith(`# ${name}\n${begin}`)
  )
  if (!found) throw new Error(`no block ${name}`)
  return found.value
}

/** @returns the steps of a workflow of GitHub that the page shows */
export function stepsOf(name: string): readonly Step[] {
  return stepsIn(findBlock(`.github/workflows/${name}`))
}

/** @returns the steps of a workflow of GitHub */
export function stepsIn(workflow: string): readonly Step[] {
  const {jobs} = yaml.parse(workflow) as Pipeline
  return Object.values(jobs).flatMap(({steps}) => steps)
}
