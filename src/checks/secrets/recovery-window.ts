import { cannotTell, fail, pass, resourceCheck } from '../check.ts';

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html */
export const check = resourceCheck({
  id: 'secrets/recovery-window',
  title: 'Secrets can be had back for some days',
  severity: 'low',
  why: 'A secret that is deleted by mistake, or by somebody who got in, is gone at once, and what needs it stands still',
  fix: 'Leave `recovery_window_in_days` out, or set it to 7 or more',
  controls: [],
  of: ['aws_secretsmanager_secret'],
  judge(secret) {
    const days = secret.attribute('recovery_window_in_days');
    if (!days.known) return cannotTell(`recovery_window_in_days is not known: ${days.because}`);
    return days.value === 0 ? fail('recovery_window_in_days is 0: it is deleted at once') : pass;
  },
  examples: {
    bad: ['\nresource "aws_secretsmanager_secret" "own" {\n  recovery_window_in_days = 0\n}\n'],
    good: ['\nresource "aws_secretsmanager_secret" "own" {}\n'],
  },
});
