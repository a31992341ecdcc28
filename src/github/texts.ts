/** Explains GitHub's refusals, and says how to continue. */
import {clean} from '../text/clean.ts'
import {quote} from '../text/wording.ts'

export const githubTexts = {
  notInActions: (command: string, name: string) =>
    `\`qbank ${command}\` runs in a workflow of GitHub, and ${name} is not set. docs/ci.md shows the workflow`,
  noEvent: (path: string, reason: string, usage: string) =>
    `${clean(path)}: the event cannot be read from it (${clean(reason)}). ${usage}`,
  noToken: (command: string) =>
    `\`qbank ${command}\` asks GitHub with the token of its workflow, and GITHUB_TOKEN is not set. Give the step \`env: {GITHUB_TOKEN: "\${{ github.token }}"}\``,
  badUrl: (url: string) =>
    `GITHUB_API_URL is ${quote(url)}, which is not an address. Leave it as GitHub sets it`,
  noAnswer: (url: string, reason: string) =>
    `${clean(url)} does not answer (${clean(reason)}). Run the job again later`,
  foreignAnswer: (path: string) =>
    `GitHub answers ${clean(path)} in a form that qbank does not know. Run the job again; if this comes back, GITHUB_API_URL may be the address of something else`,
  unknownToken:
    'GitHub does not know the token (401). Give the step `env: {GITHUB_TOKEN: "${{ github.token }}"}`',
  notAllowed: (reason: string, permissions: string) =>
    `GitHub does not let this token do that (403${reason === '' ? '' : `: ${clean(reason)}`}). Give the job \`permissions: {${permissions}}\`; a workflow on \`pull_request\` may never write for a fork, one on \`workflow_run\` may`,
  notFound: (path: string, permissions: string) =>
    `GitHub finds nothing at ${clean(path)} (404), or does not show it to this token. Give the job \`permissions: {${permissions}}\``,
  limited: (end: Date | undefined) =>
    `GitHub takes no more requests with this token for now. Run the job again ${end === undefined ? 'in an hour' : `after ${end.toISOString().slice(11, 16)} UTC`}`,
  refused: (status: number, reason: string) =>
    `GitHub refuses (${status}${reason === '' ? '' : `: ${clean(reason)}`}). Run the job again later`
}
