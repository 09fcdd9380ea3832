import type { ObjectValue } from '../../protocol/value.ts';
import { plainContext } from '../context.ts';
import { assumed, type Known } from '../fill.ts';
import type {
  Compute,
  Computing,
  Context,
  DataSource,
  Defaults,
  ProviderKnowledge,
  ResourceKnowledge,
} from '../knowledge.ts';
import { textOf } from '../values.ts';

// https://registry.terraform.io/providers/integrations/github/latest/docs

/** The provider's context has no place for the owner, so it is kept beside it. */
const owners = new WeakMap<Context, string>();

function configure(config: ObjectValue, defaults: Defaults): Context {
  const context = plainContext(config, defaults);
  owners.set(context, textOf(config.owner) || textOf(config.organization) || 'assumed-owner');
  return context;
}

const ownerOf = (of: Computing): string => owners.get(of.context) ?? 'assumed-owner';

/** A number as GitHub gives to what it holds. */
const number =
  (label: string): Compute =>
  (of) =>
    Number.parseInt(of.hex(8, label), 16);

const numberText =
  (label: string): Compute =>
  (of) =>
    String(number(label)(of));

/** https://docs.github.com/en/graphql/guides/using-global-node-ids */
const nodeId =
  (kind: string): Compute =>
  (of) =>
    `${kind}_${Buffer.from(of.hex(12, 'node'), 'hex').toString('base64url')}`;

const same =
  (name: string): Compute =>
  (of) =>
    of.string(name);

const joined =
  (separator: string, ...names: string[]): Compute =>
  (of) => {
    const parts = names.map((name) => of.string(name));
    return parts.includes(undefined) ? undefined : parts.join(separator);
  };

const fullName: Compute = (of) => {
  const name = of.string('name');
  return name === undefined ? undefined : `${ownerOf(of)}/${name}`;
};

const url =
  (start: string, end = ''): Compute =>
  (of) => {
    const name = of.string('full_name') ?? fullName(of);
    return typeof name === 'string' ? `${start}${name}${end}` : undefined;
  };

const repositoryUrls: Record<string, Compute> = {
  html_url: url('https://github.com/'),
  http_clone_url: url('https://github.com/', '.git'),
  git_clone_url: url('git://github.com/', '.git'),
  ssh_clone_url: url('git@github.com:', '.git'),
  svn_url: url('https://github.com/'),
};

function lookup(what: string, known: Known): DataSource {
  return assumed(`${what} is not looked up at GitHub: its values are placeholders.`, known);
}

const digest = (of: Computing): string => of.hex(40, 'commit');

const publicKey: Known = {
  id: same('repository'),
  key_id: numberText('key'),
  key: (of) => Buffer.from(of.hex(64, 'key'), 'hex').toString('base64'),
};

const dataSources: Record<string, DataSource> = {
  github_actions_public_key: lookup('The key', publicKey),
  github_dependabot_public_key: lookup('The key', publicKey),
  github_app: lookup('The app', {
    id: numberText('id'),
    name: same('slug'),
    node_id: nodeId('A'),
    description: '',
  }),
  github_branch: lookup('The branch', {
    id: joined(':', 'repository', 'branch'),
    ref: (of) => `refs/heads/${of.string('branch')}`,
    sha: digest,
    etag: '',
  }),
  github_organization: lookup('The organisation', {
    id: numberText('id'),
    login: same('name'),
    orgname: same('name'),
    node_id: nodeId('O'),
    members: [],
    repositories: [],
    users: [],
  }),
  github_ref: lookup('The reference', { id: joined(':', 'repository', 'ref'), sha: digest, etag: '' }),
  github_repositories: lookup('The list of repositories', {
    id: same('query'),
    full_names: [],
    names: [],
    repo_ids: [],
  }),
  github_repository: lookup('The repository', {
    name: (of) => of.string('full_name')?.split('/').at(-1),
    full_name: fullName,
    id: same('name'),
    node_id: nodeId('R'),
    repo_id: number('id'),
    default_branch: 'main',
    visibility: 'private',
    private: true,
    archived: false,
    fork: false,
    topics: [],
    pages: [],
    template: [],
    repository_license: [],
    ...repositoryUrls,
  }),
  github_team: lookup('The team', {
    id: numberText('id'),
    name: same('slug'),
    node_id: nodeId('T'),
    privacy: 'closed',
    members: [],
    repositories: [],
    repositories_detailed: [],
  }),
  github_user: lookup('The user', {
    id: numberText('id'),
    login: same('username'),
    name: same('username'),
    node_id: nodeId('U'),
    email: '',
    gpg_keys: [],
    ssh_keys: [],
    site_admin: false,
  }),
};

const resources: Record<string, ResourceKnowledge> = {
  github_actions_environment_secret: {
    computed: { id: joined(':', 'repository', 'environment', 'secret_name') },
  },
  github_actions_environment_variable: {
    computed: { id: joined(':', 'repository', 'environment', 'variable_name') },
  },
  github_actions_organization_secret: { computed: { id: same('secret_name') } },
  github_actions_organization_variable: { computed: { id: same('variable_name') } },
  github_actions_secret: { computed: { id: joined(':', 'repository', 'secret_name') } },
  github_actions_variable: { computed: { id: joined(':', 'repository', 'variable_name') } },
  github_branch: {
    defaults: { source_branch: 'main' },
    computed: {
      id: joined(':', 'repository', 'branch'),
      ref: (of) => `refs/heads/${of.string('branch')}`,
      sha: digest,
      source_sha: digest,
    },
  },
  github_branch_default: { computed: { id: same('repository') } },
  github_branch_protection: { computed: { id: nodeId('BPR') } },
  github_repository: {
    defaults: {
      allow_auto_merge: false,
      allow_merge_commit: true,
      allow_rebase_merge: true,
      allow_squash_merge: true,
      archived: false,
      auto_init: false,
      delete_branch_on_merge: false,
      is_template: false,
      web_commit_signoff_required: false,
    },
    computed: {
      id: same('name'),
      full_name: fullName,
      node_id: nodeId('R'),
      repo_id: number('id'),
      default_branch: 'main',
      visibility: (of) => (of.value('private') === true ? 'private' : 'public'),
      private: (of) => /^(private|internal)$/.test(of.string('visibility') ?? ''),
      ...repositoryUrls,
    },
  },
  github_repository_environment: { computed: { id: joined(':', 'repository', 'environment') } },
  github_repository_file: {
    computed: {
      id: joined('/', 'repository', 'file'),
      commit_sha: digest,
      sha: (of) => of.hex(40, 'blob'),
      ref: same('branch'),
    },
  },
  github_repository_webhook: { computed: { id: numberText('id') } },
  github_team: {
    defaults: { privacy: 'secret', create_default_maintainer: false },
    computed: {
      id: numberText('id'),
      node_id: nodeId('T'),
      slug: (of) =>
        of
          .string('name')
          ?.toLowerCase()
          .replace(/[^a-z0-9]+/g, '-'),
    },
  },
  github_team_membership: {
    defaults: { role: 'member' },
    computed: { id: joined(':', 'team_id', 'username') },
  },
  github_team_repository: {
    defaults: { permission: 'pull' },
    computed: { id: joined(':', 'team_id', 'repository') },
  },
};

export const github: ProviderKnowledge = {
  source: 'integrations/github',
  configure,
  resources,
  dataSources,
  ephemeralResources: {},
  functions: {},
};
