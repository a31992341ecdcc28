/** Where this repository is on GitHub. */
import manifest from '../package.json' with {type: 'json'}

/** Owner and name; `OWNER` stands for an owner that is not known yet (docs/releasing.md). */
export const repository = manifest.repository.url.replace(
  /^.*github\.com\/|\.git$/g,
  ''
)
