/** What `qbank` starts: the rest of the program, behind what has to come first. */
import * as module from 'node:module'

// From Node 22.1 on, for modules of others: Prettier, configurations. It keeps compiled code in the system's folder for
// temporary files; where it cannot, nothing happens.
if ('enableCompileCache' in module) {
  ;(module.enableCompileCache as () => unknown)()
}

// Not imported at the top: that would be loaded before.
void import('./process.ts')
