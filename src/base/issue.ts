/** Where in a user's file something stands. Lines and columns count from 1, as editors do. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

/** One problem in what a user gave: what is wrong, where, and what to do about it. */
export interface Issue {
  /** Stable, kebab-case, for machines: `unknown-key`. */
  code: string;
  message: string;
  fix?: string;
  place?: Place;
}

/** User input is judged by value, all problems at once. `value` is absent when it could not be made. */
export interface Result<T> {
  value?: T;
  issues: Issue[];
}

export function formatPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}

/** `file:line:column: message (code)` and the fix on a line of its own. */
export function formatIssue(issue: Issue): string {
  const where = issue.place ? `${formatPlace(issue.place)}: ` : '';
  const fix = issue.fix ? `\n  fix: ${issue.fix}` : '';
  return `${where}${issue.message} (${issue.code})${fix}`;
}
