#!/usr/bin/env node
/** What `qbank` starts: the rest of the program, compiled once and not at each start where Node can do that. */
import * as module from 'node:module'

// From Node 22.1 on. It keeps compiled code in the system's folder for temporary files; where it cannot, nothing happens.
if ('enableCompileCache' in module) {
  ;(module.enableCompileCache as () => unknown)()
}

// Not imported at the top: that would be compiled before.
void import('./process.ts')
