/** The Action that merges a base into pull requests, with real remotes on this disk, and a server in the place of GitHub's. */
import {chmodSync} from 'node:fs'
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {areThere, readAction, runAction} from '../actions/support.ts'
import type {Ended} from '../cli/support.ts'
import {cards, emptyReadme, toBank} from '../git/support.ts'
import {call} from '../cli/support.ts'
import {git, makeTempFolder, projectRoot, writeFiles} from '../support/temp.ts'
import type {PullWorld} from './server.ts'
import {login, serve, token} from './server.ts'

const test = suite('the Action that merges into pull requests')
const {dough, crust, chain, tyre} = cards
const bank = 'QUESTION_BANK.md'
const {action} = readAction('merge')

/** GitHub, as far as branches go: a repository, forks of it, and pull requests. */
interface Hub {
  readonly origin: string
  readonly world: PullWorld
  /** Commits on a branch of a repository. */
  readonly commit: (
    remote: string,
    branch: string,
    files: Readonly<Record<string, string>>
  ) => Promise<void>
  readonly fork: () => string
  /** Opens a pull request for `main`. */
  readonly open: (
    remote: string,
    branch: string,
    options?: {readonly mayEdit?: boolean}
  ) => number
  /** Runs the Action in a fresh checkout of `main`. */
  readonly run: (event?: object, name?: string) => Promise<Ended>
  readonly show: (remote: string, branch: string, name: string) => string
  readonly tip: (remote: string, branch: string) => string
}

function must(folder: string, ...args: string[]): string {
  const {status, stdout, stderr} = git(folder, ...args)
  assert.is(status, 0, `git ${args.join(' ')}: ${stderr}`)
  return stdout.trim()
}

/** @param hasReadme whether there is one, which follows the bank */
async function makeHub(hasReadme = false): Promise<Hub> {
  const work = makeTempFolder()
  must(work, 'init', '--quiet', '--initial-branch=main', '--template=')
  must(work, 'config', 'user.name', 'A contributor')
  must(work, 'config', 'user.email', 'contributor@example.com')
  const origin = makeTempFolder()
  must(origin, 'init', '--quiet', '--bare', '--initial-branch=main')
  const world: PullWorld = {pulls: [], comments: [], writes: [], reads: []}
  const heads = new Map<number, string>()
  const tip: Hub['tip'] = (remote, branch) =>
    must(remote, 'rev-parse', `refs/heads/${branch}`)
  const follow = (): void => {
    for (const {number, head} of world.pulls) {
      const from = head.repo?.clone_url ?? origin
      const ref = `+refs/heads/${head.ref}:refs/pull/${number}/head`
      must(origin, 'fetch', '--quiet', from, ref)
      heads.set(number, must(origin, 'rev-parse', `refs/pull/${number}/head`))
    }
  }
  const commit: Hub['commit'] = async (remote, branch, files) => {
    const isThere = git(remote, 'rev-parse', '--verify', branch).status === 0
    if (isThere) must(work, 'fetch', '--quiet', remote, branch)
    if (isThere) must(work, 'checkout', '--quiet', '--force', 'FETCH_HEAD')
    writeFiles(work, files)
    if (hasReadme) await call(work, ['fix'])
    must(work, 'add', '--all')
    must(work, 'commit', '--quiet', '--allow-empty', '-m', 'A change')
    must(work, 'push', '--quiet', remote, `HEAD:refs/heads/${branch}`)
    follow()
  }
  await commit(origin, 'main', {
    [bank]: toBank(dough),
    ...(hasReadme && {'README.md': emptyReadme})
  })
  return {
    origin,
    world,
    commit,
    tip,
    fork() {
      const fork = makeTempFolder()
      must(fork, 'clone', '--quiet', '--bare', origin, '.')
      return fork
    },
    open(remote, branch, {mayEdit = true} = {}) {
      const number = world.pulls.length + 1
      const name = remote === origin ? 'a-team/bread' : 'someone/bread'
      world.pulls.push({
        number,
        base: {ref: 'main'},
        head: {
          ref: branch,
          sha: () => heads.get(number) ?? '',
          repo: {full_name: name, clone_url: remote}
        },
        maintainer_can_modify: mayEdit
      })
      follow()
      return number
    },
    async run(event = {}, name = 'push') {
      const root = makeTempFolder()
      const checkout = join(root, 'checkout')
      must(root, 'clone', '--quiet', origin, 'checkout')
      writeFiles(root, {'event.json': JSON.stringify(event)})
      const {url, close} = await serve(world)
      const ended = await runAction(checkout, action, {
        github: {token},
        root: join(projectRoot, 'merge'),
        env: {
          GITHUB_API_URL: url,
          GITHUB_SERVER_URL: 'https://github.example',
          GITHUB_REPOSITORY: 'a-team/bread',
          GITHUB_REF: 'refs/heads/main',
          GITHUB_EVENT_NAME: name,
          GITHUB_EVENT_PATH: join(root, 'event.json')
        }
      })
      close()
      follow()
      assert.is(must(checkout, 'status', '--porcelain'), '')
      return ended
    },
    show: (remote, branch, file) =>
      must(remote, 'show', `refs/heads/${branch}:${file}`)
  }
}

/** A hub in which a branch adds a card, and `main` another one in its place. */
async function makeConflict(
  options: {
    readonly isFork?: boolean
    readonly mayEdit?: boolean
    readonly hasReadme?: boolean
  } = {}
): Promise<{
  readonly hub: Hub
  readonly remote: string
  readonly number: number
}> {
  const hub = await makeHub(options.hasReadme)
  const remote = options.isFork ? hub.fork() : hub.origin
  must(remote, 'branch', 'topic', 'main')
  await hub.commit(remote, 'topic', {[bank]: toBank(dough, crust)})
  const number = hub.open(remote, 'topic', options)
  await hub.commit(hub.origin, 'main', {[bank]: toBank(dough, chain)})
  return {hub, remote, number}
}

for (const isFork of [false, true]) {
  const where = isFork ? 'a fork that may be edited' : 'the repository'
  test(`main is merged into a branch of ${where}, once`, async () => {
    const {hub, remote} = await makeConflict({isFork, hasReadme: !isFork})
    const {status, stdout, stderr} = await hub.run()
    assert.is(stderr, '')
    assert.is(stdout, 'Pull request 1: `main` merged into it, and pushed\n')
    assert.is(status, 0)
    assert.is(
      hub.show(remote, 'topic', bank),
      toBank(dough, crust, chain).trim()
    )
    const readme = isFork ? '' : hub.show(remote, 'topic', 'README.md')
    for (const card of isFork ? [] : [dough, crust, chain]) {
      assert.ok(readme.includes(card.trim()))
    }

    assert.is(
      must(remote, 'log', '-1', '--format=%an %s', 'topic'),
      `${login} Merge branch 'main' into topic`
    )
    const main = hub.tip(hub.origin, 'main')
    assert.is(must(remote, 'rev-parse', 'topic^2'), main)
    const tip = hub.tip(remote, 'topic')
    const again = await hub.run()
    assert.is(
      again.stdout,
      'No open pull request conflicts with `main` in a bank or its README\n'
    )
    assert.is(hub.tip(remote, 'topic'), tip)
    assert.equal(hub.world.writes, [])
  })
}

for (const [why, options] of [
  ['does not allow edits', {isFork: true, mayEdit: false}],
  ['cannot be pushed to', {isFork: true}]
] as const) {
  test(`a fork that ${why} gets one comment, with the commands`, async () => {
    const {hub, remote} = await makeConflict(options)
    const tip = hub.tip(remote, 'topic')
    if (!('mayEdit' in options)) {
      writeFiles(remote, {'hooks/pre-receive': '#!/bin/sh\nexit 1\n'})
      chmodSync(join(remote, 'hooks/pre-receive'), 0o755)
    }

    const {stdout} = await hub.run()
    assert.is(
      stdout,
      'Pull request 1: its branch cannot be pushed to; a comment says what to do\n'
    )
    assert.is(hub.tip(remote, 'topic'), tip)
    assert.is(hub.world.comments.length, 1)
    const body = hub.world.comments[0]?.body ?? ''
    assert.match(body, /^This pull request conflicts with its base /)
    assert.match(
      body,
      '```sh\ngit pull --no-rebase https://github.example/a-team/bread main\nnpx --no -- qbank merge\n```'
    )
    assert.match(body, 'Or allow edits by maintainers')
    const again = await hub.run()
    assert.match(again.stdout, /a comment has said so before\n$/)
    assert.equal(hub.world.writes, [
      'POST /repos/a-team/bread/issues/1/comments'
    ])
  })
}

test('a conflict of cards is named in the comment, which changes with it', async () => {
  const hub = await makeHub()
  const write = async (branch: string, word: string): Promise<void> =>
    hub.commit(hub.origin, branch, {
      [bank]: toBank(dough.replace('takes up', word), chain)
    })
  must(hub.origin, 'branch', 'topic', 'main')
  await write('topic', 'soaks up')
  hub.open(hub.origin, 'topic')
  await write('main', 'drinks')
  const before = hub.tip(hub.origin, 'topic')
  const {stdout} = await hub.run()
  assert.is(
    stdout,
    'Pull request 1: there are conflicts to resolve by hand; a comment says what to do\n'
  )
  assert.is(hub.tip(hub.origin, 'topic'), before)
  // What is in the list need not be asked for again.
  assert.not(hub.world.reads.includes('GET /repos/a-team/bread/pulls/1'))
  const [comment] = hub.world.comments
  assert.match(comment?.body ?? '', /both sides .* in `QUESTION_BANK\.md`/)
  assert.match(comment?.body ?? '', /<!--qbank-catch-up-->$/)

  // Someone else's comment with the mark is not ours.
  hub.world.comments.unshift({
    id: 99,
    number: 1,
    body: 'No. <!--qbank-catch-up-->',
    user: {login: 'someone'}
  })
  await hub.run()
  assert.is(hub.world.comments.length, 2)
  assert.match(hub.world.comments[0]?.body ?? '', /^No\./)
})

test('what GitHub can merge, and what is not a bank, is left alone', async () => {
  const hub = await makeHub()
  await hub.commit(hub.origin, 'main', {'notes.md': 'One.\n'})
  for (const [branch, files] of [
    ['clean', {'other.txt': 'Two.\n'}],
    ['notes', {'notes.md': 'Two.\n'}]
  ] as const) {
    must(hub.origin, 'branch', branch, 'main')
    await hub.commit(hub.origin, branch, files)
    hub.open(hub.origin, branch)
  }

  await hub.commit(hub.origin, 'main', {
    'notes.md': 'Three.\n',
    [bank]: toBank(dough, tyre)
  })
  const {stdout} = await hub.run()
  assert.match(stdout, /^No open pull request conflicts/)
  assert.equal(hub.world.writes, [])
})

test('on pull_request_target, that one is looked at, and none of its code runs', async () => {
  const {hub, remote, number} = await makeConflict({isFork: true})
  const sprung = join(makeTempFolder(), 'sprung')
  const trap = `require('fs').writeFileSync(${JSON.stringify(sprung)}, '')\n`
  await hub.commit(remote, 'topic', {
    '.remarkrc.cjs': trap,
    '.gitattributes': '*.md merge=trap filter=trap\n',
    'package.json': JSON.stringify({scripts: {prepare: `touch ${sprung}`}})
  })
  const pull = hub.world.pulls[0]
  const event = {
    number,
    pull_request: {
      ...pull,
      head: {...pull?.head, sha: hub.tip(remote, 'topic')}
    }
  }
  hub.world.pulls.push({...(pull as NonNullable<typeof pull>), number: 2})
  const {stdout, status} = await hub.run(event, 'pull_request_target')
  assert.is(stdout, 'Pull request 1: `main` merged into it, and pushed\n')
  assert.is(status, 0)
  assert.is(hub.show(remote, 'topic', bank), toBank(dough, crust, chain).trim())
  assert.equal(areThere('/', sprung), [false])
})

test('a shallow clone, and an event without a branch, are said', async () => {
  const {hub} = await makeConflict()
  const folder = join(makeTempFolder(), 'checkout')
  must(
    join(folder, '..'),
    'clone',
    '--quiet',
    '--depth=1',
    `file://${hub.origin}`,
    'checkout'
  )
  writeFiles(folder, {'../event.json': '{}'})
  const {url, close} = await serve(hub.world)
  const run = async (ref: string): Promise<Ended> =>
    runAction(folder, action, {
      github: {token},
      root: join(projectRoot, 'merge'),
      env: {
        GITHUB_API_URL: url,
        GITHUB_REPOSITORY: 'a-team/bread',
        GITHUB_REF: ref,
        GITHUB_EVENT_PATH: join(folder, '../event.json')
      }
    })
  const shallow = await run('refs/heads/main')
  assert.match(shallow.stderr, /^This clone is shallow/)
  assert.is(shallow.status, 2)
  const tag = await run('refs/tags/v1')
  assert.match(tag.stderr, /^`refs\/tags\/v1` is not a branch/)
  assert.is(tag.status, 2)
  close()
})

test.run()
