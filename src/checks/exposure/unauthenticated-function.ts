import { reachOf } from '../../clouds/aws/network/reach.ts';
import type { Check } from '../check.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html */
export const check: Check = {
  id: 'exposure/unauthenticated-function',
  title: 'Nobody calls functions from the internet without credentials',
  severity: 'high',
  why: 'Anyone can call the function, as often as they like, and feed it what they like: it acts with its role, at your cost',
  fix: 'Set `authorization_type` to `AWS_IAM`, or give the route an authorizer',
  controls: ['CKV_AWS_258', 'CKV_AWS_309'],
  *judge({ plan }) {
    for (const { unit } of reachOf(plan)) {
      const leads = unit.managedIn.filter(({ to }) => to?.some(({ type }) => type.startsWith('aws_lambda_')));
      if (leads.length === 0) continue;
      const subject = unit.resource;
      const open = leads.find(({ callers }) => callers === 'anyone');
      const doubt = leads.find(({ answer }) => answer === 'cannot-tell');
      if (open)
        yield {
          subject,
          outcome: 'fail',
          message: `anyone reaches ${open.to?.[0]?.address ?? 'a function'} by it: ${open.because}`,
        };
      else if (doubt) yield { subject, outcome: 'cannot-tell', message: doubt.because };
      else yield { subject, outcome: 'pass' };
    }
  },
  examples: {
    bad: [urlWith('NONE'), apiWith('')],
    good: [urlWith('AWS_IAM'), apiWith('authorization_type = "AWS_IAM"')],
  },
};

function urlWith(type: string): string {
  return `
${lambda()}

resource "aws_lambda_function_url" "predict" {
  function_name      = aws_lambda_function.predict.function_name
  authorization_type = "${type}"
}
`;
}

function apiWith(authorization: string): string {
  return `
${lambda()}

resource "aws_apigatewayv2_api" "predict" {
  name          = "predict"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "predict" {
  api_id           = aws_apigatewayv2_api.predict.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.predict.invoke_arn
}

resource "aws_apigatewayv2_route" "predict" {
  api_id    = aws_apigatewayv2_api.predict.id
  route_key = "POST /predict"
  target    = "integrations/\${aws_apigatewayv2_integration.predict.id}"
  ${authorization}
}
`;
}

function lambda(): string {
  return `
resource "aws_lambda_function" "predict" {
  function_name = "predict"
  role          = "arn:aws:iam::123456789012:role/predict"
  runtime       = "python3.13"
  handler       = "predict.handler"
  filename      = "predict.zip"
}
`;
}
