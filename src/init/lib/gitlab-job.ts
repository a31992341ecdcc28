/** The common parts of jobs in GitLab's pipeline. */
import type {Project} from './project.ts'
import {getInstall} from './github-workflow.ts'

/** Path of GitLab's pipeline. */
export const pipelinePath = '.gitlab-ci.yml'

/** The parts of one job; lines are YAML, without indentation. */
export interface Job {
  readonly name: string
  /** Below `rules:`. */
  readonly rules: readonly string[]
  /** Keys beside the rules. */
  readonly keys?: readonly string[]
  /** Steps after packages are installed. */
  readonly script: readonly string[]
}

/** @returns the job, with an empty line before it */
export function renderGitLabJob(
  {name, rules, keys = [], script}: Job,
  project: Project
): string {
  const {below, manager, isModernYarn} = project
  const needsCorepack = manager === 'pnpm' || isModernYarn
  return [
    '',
    `${name}:`,
    '  image: node:22',
    '  rules:',
    ...rules.map((line) => `    ${line}`),
    ...keys.map((line) => `  ${line}`),
    '  variables:',
    '    GIT_DEPTH: 0',
    '  script:',
    ...(needsCorepack ? ['    - corepack enable'] : []),
    ...(manager === 'bun' ? ['    - npm install --global bun'] : []),
    ...(below === '' ? [] : [`    - cd ${below}`]),
    `    - ${getInstall(project)}`,
    ...script.map((line) => `    ${line}`),
    ''
  ].join('\n')
}
