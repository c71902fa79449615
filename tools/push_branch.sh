#!/usr/bin/env bash
# Replace a branch by one commit that holds a folder; do nothing where it holds it already.
# usage: tools/push_branch.sh BRANCH FOLDER
set -euo pipefail
branch=$1
folder=$2
tree() { git --work-tree="$folder" add --all --force . && git write-tree; }
export GIT_INDEX_FILE
GIT_INDEX_FILE=$(mktemp -u)
new=$(tree)
if git fetch --quiet --depth=1 origin "$branch" 2>/dev/null && [ "$(git rev-parse 'FETCH_HEAD^{tree}')" = "$new" ]; then
  echo "$branch: nothing new"
  exit 0
fi
commit=$(git -c user.name=press -c user.email=press@users.noreply.github.com commit-tree "$new" -m "From $(git rev-parse --short HEAD)")
git push --force origin "$commit:refs/heads/$branch"
echo "$branch: pushed"
