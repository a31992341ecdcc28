/** For GitLab's Code Quality, which shows new problems in a merge request. */
import {cleanJson} from '../text/clean.ts'
import {createFingerprint} from './fingerprint.ts'
import type {Reporter} from './report.ts'
import {nameOf, pathInRepository, viewMessages} from './message-view.ts'

export const gitlab: Reporter = (files, options) => {
  const toFingerprint = createFingerprint(options)
  const issues = files.flatMap((file) =>
    viewMessages(file, options).map((view) => ({
      description: view.text,
      check_name: nameOf(view),
      fingerprint: toFingerprint(file, view),
      severity: view.severity === 'error' ? 'major' : 'minor',
      location: {
        path: pathInRepository(file, options),
        lines: {begin: view.line, end: view.endLine}
      }
    }))
  )
  return `${cleanJson(JSON.stringify(issues, undefined, 2))}\n`
}
