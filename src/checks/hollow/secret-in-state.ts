import type { Resource } from '../../terraform/plan/plan.ts';
import { fail, type Judgement, pass, resourceCheck } from '../check.ts';
import { isGiven, keptSecrets } from '../in-state.ts';

/** https://developer.hashicorp.com/terraform/language/manage-sensitive-data */
export const check = resourceCheck({
  id: 'hollow/secret-in-state',
  title: 'No secret is kept in the state',
  severity: 'medium',
  why: 'The state holds it in plain text, also when the variable is marked as sensitive: who may read the state, or a saved plan, has the secret',
  fix: 'Let AWS make and rotate the secret, or give it through a write-only argument (`_wo`) from an ephemeral value',
  controls: ['KICS:Passwords And Secrets'],
  of: [...Object.keys(keptSecrets), 'aws_iam_access_key', 'aws_iam_user_login_profile', 'tls_private_key'],
  judge(resource) {
    const own = keptSecrets[resource.type];
    if (!own) return judgeMade(resource);
    const found = own.find(([path]) => isGiven(resource, path));
    if (!found) return pass;
    return fail(`${found[0]} is kept in the state; ${found[1]} keeps it out`, { path: found[0] });
  },
  examples: {
    bad: [
      `
variable "password" {
  type      = string
  sensitive = true
  default   = "placeholder-of-the-example"
}

resource "aws_secretsmanager_secret_version" "registry" {
  secret_id     = "registry"
  secret_string = var.password
}
`,
      `
resource "aws_iam_access_key" "robot" {
  user = "robot"
}
`,
    ],
    good: [
      `
resource "aws_iam_access_key" "robot" {
  user    = "robot"
  pgp_key = "keybase:someone"
}

resource "aws_db_instance" "metadata" {
  instance_class              = "db.t4g.medium"
  engine                      = "postgres"
  allocated_storage           = 20
  username                    = "metadata"
  manage_master_user_password = true
}
`,
    ],
  },
});

/** A secret that the provider itself makes, and keeps; with a PGP key only encrypted. */
function judgeMade(resource: Resource): Judgement {
  const pgp = resource.attribute('pgp_key');
  if (resource.type !== 'tls_private_key' && (!pgp.known || (pgp.value !== null && pgp.value !== '')))
    return pass;
  return fail(`the secret that ${resource.type} makes is kept in the state`);
}
