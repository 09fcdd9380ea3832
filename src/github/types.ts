/** What a repository says to GitHub. */
export interface GithubFacts {
  workflows: readonly unknown[];
}
