import type { Resource } from '../../terraform/plan/plan.ts';
import { cannotTell, fail, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';
import { isOneOf, worst } from '../rules.ts';

function isSame(one: Resource, other: Resource, path: string): boolean {
  const [left, right] = [one.attribute(path), other.attribute(path)];
  return left.known && right.known && left.value === right.value;
}

export const check = resourceCheck({
  id: 'api-gateway/execution-log',
  title: 'Stages of APIs write what they did',
  severity: 'low',
  why: 'Why a request failed, or who was refused, cannot be found out afterwards',
  fix: 'Add an `aws_api_gateway_method_settings` for `*/*` with `logging_level = "INFO"` or `"ERROR"`',
  controls: ['CKV2_AWS_4', 'SecurityHub:APIGateway.1', 'Config:api-gw-execution-logging-enabled'],
  of: ['aws_api_gateway_stage'],
  judge(stage, { plan }) {
    const linked = relatedTo(plan, stage, 'aws_api_gateway_method_settings', 'stage_name');
    const named = plan
      .ofType('aws_api_gateway_method_settings')
      .filter((one) => ['rest_api_id', 'stage_name'].every((path) => isSame(one, stage, path)));
    const settings = linked.known ? [...linked.value, ...named] : named;
    if (settings.length > 0) return worst(settings.map(isOneOf('settings.logging_level', ['INFO', 'ERROR'])));
    return linked.known
      ? fail('no aws_api_gateway_method_settings sets its logging_level')
      : cannotTell(linked.because);
  },
  examples: {
    bad: [
      `
resource "aws_api_gateway_stage" "own" {
  rest_api_id   = "a"
  deployment_id = "b"
  stage_name    = "own"
  
}
`,
      `
resource "aws_api_gateway_stage" "own" {
  rest_api_id   = "a"
  deployment_id = "b"
  stage_name    = "own"
  
}
resource "aws_api_gateway_method_settings" "own" {
  rest_api_id = "a"
  stage_name  = aws_api_gateway_stage.own.stage_name
  method_path = "*/*"
  settings {
    logging_level = "OFF"
  }
}
`,
      `
resource "aws_api_gateway_stage" "own" {
  rest_api_id   = "a"
  deployment_id = "b"
  stage_name    = "own"
  
}
resource "aws_api_gateway_method_settings" "own" {
  rest_api_id = "a"
  stage_name  = aws_api_gateway_stage.own.stage_name
  method_path = "*/*"
  settings {
    metrics_enabled = true
  }
}
`,
    ],
    good: [
      `
resource "aws_api_gateway_stage" "own" {
  rest_api_id   = "a"
  deployment_id = "b"
  stage_name    = "own"
  
}
resource "aws_api_gateway_method_settings" "own" {
  rest_api_id = "a"
  stage_name  = aws_api_gateway_stage.own.stage_name
  method_path = "*/*"
  settings {
    logging_level = "ERROR"
  }
}
`,
      `
resource "aws_api_gateway_stage" "own" {
  rest_api_id   = "a"
  deployment_id = "b"
  stage_name    = "own"
}

resource "aws_api_gateway_method_settings" "own" {
  rest_api_id = "a"
  stage_name  = "own"
  method_path = "*/*"
  settings {
    logging_level = "INFO"
  }
}
`,
    ],
  },
});
