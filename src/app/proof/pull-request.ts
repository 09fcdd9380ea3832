import { ToolError } from '../../base/errors.ts';

/** A pull request, and what is needed to comment on it. */
export interface PullRequest {
  /** `https://api.github.com`, or that of an enterprise server. */
  apiUrl: string;
  /** `owner/name`. */
  repository: string;
  number: number;
  token: string;
}

const pagesMax = 20;
const perPage = 100;
const requestMs = 30_000;
const answerMaxChars = 300;

/**
 * Writes one comment, or replaces the one that was written before: it is known by a mark in its text.
 * https://docs.github.com/en/rest/issues/comments
 * @throws ToolError when GitHub does not answer, or refuses
 */
export async function comment(pull: PullRequest, mark: string, body: string): Promise<'created' | 'updated'> {
  const issue = `/repos/${pull.repository}/issues/${pull.number}/comments`;
  const id = await findComment(pull, issue, mark);
  if (id === undefined) {
    await request(pull, 'POST', issue, { body });
    return 'created';
  }
  await request(pull, 'PATCH', `/repos/${pull.repository}/issues/comments/${id}`, { body });
  return 'updated';
}

/** Only a bot's own comment: others may write the mark into theirs. */
async function findComment(pull: PullRequest, issue: string, mark: string): Promise<number | undefined> {
  for (let page = 1; page <= pagesMax; page += 1) {
    const found = await request(pull, 'GET', `${issue}?per_page=${perPage}&page=${page}`);
    const comments = Array.isArray(found) ? (found as Comment[]) : [];
    const own = comments.find(({ body, user }) => user?.type === 'Bot' && body?.startsWith(mark));
    if (own || comments.length < perPage) return own?.id;
  }
  return undefined;
}

interface Comment {
  id: number;
  body?: string;
  user?: { type?: string };
}

async function request(
  { apiUrl, token }: PullRequest,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  const response = await fetch(`${apiUrl}${path}`, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'user-agent': 'holdfast',
      'x-github-api-version': '2022-11-28',
    },
    redirect: 'error',
    signal: AbortSignal.timeout(requestMs),
    ...(body && { body: JSON.stringify(body) }),
  }).catch((cause: Error) => {
    throw new ToolError(`GitHub does not answer: ${cause.message}`, { cause });
  });
  if (response.ok) return response.json();
  const text = await response.text();
  throw new ToolError(
    `GitHub answers ${method} ${path.split('?')[0]} with ${response.status}: ${text.slice(0, answerMaxChars)}`,
  );
}

/** What an event of GitHub says about the pull request that it is for. */
export interface PullRequestEvent {
  number: number;
  /** The commit that the change is to be merged into. */
  baseSha: string;
  /** Whether it comes from another repository: its token cannot comment. */
  isFork: boolean;
}

/** Undefined for events that are not about a pull request. */
export function pullRequestOf(event: unknown): PullRequestEvent | undefined {
  const pull = (event as { pull_request?: Pull } | null)?.pull_request;
  const [number, baseSha] = [pull?.number, pull?.base?.sha];
  if (typeof number !== 'number' || typeof baseSha !== 'string' || !/^[0-9a-f]{40,64}$/.test(baseSha))
    return undefined;
  return { number, baseSha, isFork: pull?.head?.repo?.full_name !== pull?.base?.repo?.full_name };
}

interface Pull {
  number?: unknown;
  base?: { sha?: unknown; repo?: { full_name?: unknown } };
  head?: { repo?: { full_name?: unknown } | null };
}
