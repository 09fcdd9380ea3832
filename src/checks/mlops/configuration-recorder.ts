import { environmentHas } from '../environment-check.ts';

export const check = environmentHas({
  id: 'mlops/configuration-recorder',
  title: 'Environments record how they were configured',
  severity: 'medium',
  why: 'A change by hand, and what was before, is lost',
  fix: 'Add an `aws_config_configuration_recorder`, or say `existing: { config: true }` in `holdfast.yaml`',
  controls: ['SecurityHub:Config.1'],
  types: ['aws_config_configuration_recorder'],
  existing: 'config',
  made: `
resource "aws_config_configuration_recorder" "own" {
  role_arn = "arn:aws:iam::111122223333:role/config"
}
`,
});
