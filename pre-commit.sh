# The commit hook, for `.husky/pre-commit` to read: `. node_modules/qbank/pre-commit.sh`
# `qbank_hook_options=--all` before that line checks all cards of a bank, not only those that the commit changes.

# Without Markdown there is nothing to do, and Node does not start. `git diff` would read the files; before the first commit, there is no HEAD.
GIT_LITERAL_PATHSPECS=0 git diff-index --cached --ita-invisible-in-index --quiet --diff-filter=ACMR HEAD -- '*.md' '*.markdown' 2>/dev/null || {
  # Programs with windows often know fewer folders than a terminal does.
  command -v node >/dev/null || {
    echo 'Commit refused: `node` is not on the PATH of the program that commits.

Next: put its folder there in ~/.config/husky/init.sh, for example with
  export PATH="/usr/local/bin:$PATH"
(`command -v node` in a terminal shows the folder), and commit again. Your files are unchanged.' >&2
    exit 1
  }
  # husky has it on the PATH; other ways to run hooks do not.
  PATH="$PATH:node_modules/.bin"
  command -v qbank-hook >/dev/null || {
    printf 'Commit refused: qbank is not installed in %s.

Next: run `npm install` (or what your project uses) in that folder, and commit again. Your files are unchanged.\n' "$PWD" >&2
    exit 1
  }
  qbank-hook $qbank_hook_options
}
