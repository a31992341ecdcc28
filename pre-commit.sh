# The commit hook, for `.husky/pre-commit` to read: `. node_modules/qbank/pre-commit.sh`

# Programs with windows often know fewer folders than a terminal does.
command -v node >/dev/null || {
  echo 'Commit refused: `node` is not on the PATH of the program that commits.

Next: put its folder there in ~/.config/husky/init.sh, for example with
  export PATH="/usr/local/bin:$PATH"
(`command -v node` in a terminal shows the folder), and commit again. Your files are as they were.' >&2
  exit 1
}
command -v lint-staged >/dev/null || {
  printf 'Commit refused: lint-staged is not installed in %s.

Next: run `npm install` in that folder, and commit again. Your files are as they were.\n' "$PWD" >&2
  exit 1
}

# Without `--hide-unstaged --allow-empty` lint-staged can lose unstaged work when a fix undoes all that was staged;
# without `--quiet` it is chatty about commits that do not concern it. `qbank rescue` has something to do only where
# lint-staged was killed; it never lets the commit go on.
lint-staged --quiet --hide-unstaged --allow-empty || qbank rescue
