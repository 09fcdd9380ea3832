import { unshown } from '../careful-rules.ts';
import { resourceCheck } from '../check.ts';
import { all, isNoneOf } from '../rules.ts';

/** https://registry.terraform.io/providers/hashicorp/http/latest/docs/data-sources/http */
export const check = resourceCheck({
  id: 'terraform/plain-http',
  title: 'What is read at plan is read over TLS',
  severity: 'medium',
  why: 'Whoever is on the way decides what is planned: an address that may come in, or a key that is trusted',
  fix: 'Use an `https://` address, without `insecure`',
  controls: [],
  of: [],
  ofData: ['http'],
  judge: all(
    unshown(
      'url',
      (url) => typeof url === 'string' && /^https:\/\//i.test(url),
      'does not begin with https://',
    ),
    isNoneOf('insecure', [true]),
  ),
  examples: {
    bad: [
      `
data "http" "address" {
  url = "http://example.com/address"
}
`,
    ],
    good: [
      `
data "http" "address" {
  url = "https://example.com/address"
}
`,
    ],
  },
});
