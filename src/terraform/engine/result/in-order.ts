import type { Issue } from '../../../base/issue.ts';

/** Each issue once, by its place: Terraform tells them in the order in which it happens to meet them. */
export function inOrder(issues: readonly Issue[]): Issue[] {
  const unique = new Map(issues.map((issue) => [JSON.stringify(issue), issue]));
  return [...unique.values()].sort(compare);
}

function compare(left: Issue, right: Issue): number {
  return (
    compareText(left.place?.file ?? '', right.place?.file ?? '') ||
    (left.place?.line ?? 0) - (right.place?.line ?? 0) ||
    (left.place?.column ?? 0) - (right.place?.column ?? 0) ||
    compareText(left.message, right.message)
  );
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
