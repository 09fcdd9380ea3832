import type { CheckFacts } from '../src/checks/check.ts';

/** A publisher of controls, and the form of its ids. */
interface Standard {
  title: string;
  url: string;
  form: RegExp;
}

/** In the order of the document. */
const standards: readonly Standard[] = [
  {
    title: 'AWS Security Hub CSPM',
    url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html',
    form: /^SecurityHub:/,
  },
  {
    title: 'CIS AWS Foundations Benchmark 3.0.0',
    url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/cis-aws-foundations-benchmark.html',
    form: /^CIS-AWS-3\.0\.0:/,
  },
  {
    title: 'AWS Config managed rules',
    url: 'https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html',
    form: /^Config:/,
  },
  {
    title: 'AWS Well-Architected, machine learning lens: security',
    url: 'https://docs.aws.amazon.com/wellarchitected/latest/machine-learning-lens/security.html',
    form: /^MLSEC/,
  },
  {
    title: 'NIST SP 800-218A',
    url: 'https://csrc.nist.gov/pubs/sp/800/218/a/final',
    form: /^SP800-218A:/,
  },
  { title: 'MITRE ATLAS', url: 'https://atlas.mitre.org/', form: /^ATLAS:/ },
  {
    title: 'OWASP Machine Learning Security Top Ten',
    url: 'https://owasp.org/www-project-machine-learning-security-top-10/',
    form: /^OWASP-ML:/,
  },
  {
    title: 'OWASP Top 10 CI/CD Security Risks',
    url: 'https://owasp.org/www-project-top-10-ci-cd-security-risks/',
    form: /^CICD-SEC-/,
  },
  {
    title: 'OpenSSF Scorecard',
    url: 'https://github.com/ossf/scorecard/blob/main/docs/checks.md',
    form: /^OpenSSF:/,
  },
  {
    title: 'Checkov',
    url: 'https://www.checkov.io/5.Policy%20Index/terraform.html',
    form: /^CKV2?_/,
  },
  { title: 'Trivy', url: 'https://avd.aquasec.com/misconfig/aws/', form: /^AVD-AWS-/ },
  { title: 'KICS', url: 'https://docs.kics.io/latest/queries/terraform-queries/', form: /^KICS:/ },
  {
    title: 'cdk-nag, AWS Solutions',
    url: 'https://github.com/cdklabs/cdk-nag/blob/main/RULES.md',
    form: /^AwsSolutions-/,
  },
  { title: 'cfn-nag', url: 'https://github.com/stelligent/cfn_nag', form: /^cfn-nag:/ },
  { title: 'zizmor', url: 'https://docs.zizmor.sh/audits/', form: /^zizmor:/ },
  {
    title: 'CodeQL for GitHub Actions',
    url: 'https://codeql.github.com/codeql-query-help/actions/',
    form: /^CodeQL:/,
  },
  { title: 'poutine', url: 'https://boostsecurityio.github.io/poutine/rules/', form: /^poutine:/ },
  {
    title: 'actionlint',
    url: 'https://github.com/rhysd/actionlint/blob/main/docs/checks.md',
    form: /^actionlint:/,
  },
  { title: 'Holdfast, beyond what is published', url: 'threat-model.md', form: /^Holdfast:/ },
];

type Covering = Pick<CheckFacts, 'id' | 'controls'>;

/** One table for each standard, one line for each control: its id, and the checks that cover it. */
export function controlsTable(checks: readonly Covering[]): string {
  const covered = coveredBy(checks);
  return standards
    .map(({ title, url, form }) => {
      const own = [...covered.keys()].filter((id) => form.test(id)).sort(byNumber);
      const lines = own.map(
        (id) => `| ${id.replace(form, (found) => (isPrefix(found) ? '' : found))} | ${covered.get(id)} |`,
      );
      return `## [${title}](${url})\n\n| control | checks |\n|---|---|\n${lines.join('\n')}\n`;
    })
    .join('\n');
}

/** The checks of each control, as the document shows them. */
function coveredBy(checks: readonly Covering[]): Map<string, string> {
  const found = new Map<string, string[]>();
  for (const { id, controls } of checks)
    for (const control of controls) {
      if (!standards.some(({ form }) => form.test(control)))
        throw new Error(`${id}: ${control} is of no standard that tools/controls-table.ts knows`);
      found.set(control, [...(found.get(control) ?? []), `\`${id}\``]);
    }
  return new Map([...found].map(([control, ids]) => [control, ids.sort().join(', ')]));
}

/** `SecurityHub:` says what the heading says. */
function isPrefix(found: string): boolean {
  return found.endsWith(':');
}

/** `S3.8` before `S3.11`. */
function byNumber(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true });
}
