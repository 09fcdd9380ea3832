import { byName, scriptsNamed } from '../../github/read/called-scripts.ts';
import type { Script, Step } from '../../github/types.ts';
import { cannotTell, type Judgement, pass } from '../check.ts';
import { failAt, type StepIn, stepCheck } from '../on-github.ts';

/** How an endpoint is called: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html */
const calls =
  /\.\s*invoke_endpoint\w*\s*\(|\.\s*predict\w*\s*\(|invoke-endpoint|InvokeEndpoint|\b(?:requests|httpx|session|client)\s*\.\s*(?:get|post|put|request)\s*\(|\burlopen\s*\(|\bhttp\.client\b|\burllib3\b|\baiohttp\b|\bfetch\s*\(|\baxios\b|\bcurl\s|\bwget\s/;
/** What none of these call for us; any other module may. */
const quiet =
  /^(?:__future__|argparse|asyncio|base64|boto3|botocore|collections|contextlib|csv|datetime|enum|functools|io|itertools|json|logging|math|numpy|os|pandas|pathlib|pytest|random|re|shutil|string|subprocess|sys|tarfile|tempfile|time|traceback|typing|unittest|uuid|zipfile)(?:\.|$)/;

/** https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints-test-endpoints.html */
export const check = stepCheck({
  id: 'github-deploy/endpoint-test',
  title: 'A test of an endpoint calls the endpoint',
  severity: 'medium',
  why: 'The gate before production is green whatever the model answers: a broken or exchanged model passes it',
  fix: 'Invoke the endpoint with inputs whose answers are known, and fail where the answers differ',
  controls: ['Holdfast:test-without-call'],
  judge(found, { scripts }) {
    const { run } = found.step;
    if (!run) return undefined;
    const named = scriptsNamed(run.value, byName(scripts.map(({ file }) => file)));
    const tests = scripts.filter(({ file }) => named.includes(file) && isEndpointTest(found, file));
    if (tests.length > 0) return tests.map(judged);
    return isEndpointTest(found, '') && saysOnly(run.value)
      ? failAt(run.place, 'the step says it tests an endpoint, and only writes a line')
      : undefined;
  },
  examples: {
    bad: [
      {
        '.github/workflows/test.yml':
          'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: python tests/test_endpoint.py\n',
        'tests/test_endpoint.py':
          'import json\n\ndef invoke_endpoint(name):\n    """Call client.invoke_endpoint( here"""\n    return {"endpoint": name, "success": True}\n\nprint(json.dumps(invoke_endpoint("spam")))\n',
      },
      {
        '.github/workflows/test.yml':
          'on: push\njobs:\n  smoke-test-endpoint:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./check.sh\n',
        'check.sh':
          '#!/bin/sh\n# curl "$URL/invocations"\naws sagemaker describe-endpoint --endpoint-name spam\necho ok\n',
      },
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - name: Test the endpoint\n        run: echo "endpoint works"\n',
    ],
    good: [
      {
        '.github/workflows/test.yml':
          'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: pytest tests\n',
        'tests/test_endpoint.py':
          'import boto3\n\ndef test_answer():\n    runtime = boto3.client("sagemaker-runtime")\n    answer = runtime.invoke_endpoint(EndpointName="spam", Body=b"free money")\n    assert answer["Body"].read() == b"spam"\n',
      },
      {
        '.github/workflows/test.yml':
          'on: push\njobs:\n  test-endpoint:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./smoke.sh\n',
        'smoke.sh': 'curl --fail "$URL/ping"\n',
      },
    ],
    unclear: [
      {
        '.github/workflows/test.yml':
          'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: python tests/test_endpoint.py\n',
        'tests/test_endpoint.py':
          'from platform_tests import check_endpoint\n\nprint(check_endpoint("spam"))\n',
      },
    ],
  },
});

/** By the name of the script, or of what runs it. */
function isEndpointTest({ step, job }: StepIn, file: string): boolean {
  const names = [file, step.name?.value ?? step.id ?? '', job?.name?.value ?? '', job?.id ?? ''];
  return names.some((name) => /test|smoke|verif/i.test(name) && /endpoint|inference|invo[ck]/i.test(name));
}

function judged({ file, text }: Script): Judgement {
  const code = withoutComments(text);
  if (calls.test(code)) return pass;
  const foreign = importsOf(code).find((name) => !quiet.test(name));
  if (foreign !== undefined) return cannotTell(`${file} takes ${foreign}, which may call the endpoint`);
  const at = code.split('\n').findIndex((line) => /\b(?:True|true|ok|success|passed)\b/.test(line));
  return failAt(
    { file, line: Math.max(at, 0) + 1, column: 1 },
    `${file} says it tests an endpoint, and calls none`,
  );
}

/** Modules of Python and JavaScript, and scripts that a shell takes in. */
function importsOf(code: string): string[] {
  const forms = [
    /^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import|import[ \t]+([\w.]+))/gm,
    /(?:require\(|from[ \t]+|import[ \t]+)["']([^"'\n]+)["']/g,
    /^[ \t]*(?:source|\.|(?:ba)?sh|python3?|node)[ \t]+(\S+)/gm,
  ];
  return forms.flatMap((form) => [...code.matchAll(form)].map((found) => found[1] ?? found[2] ?? ''));
}

/** Of the same lines: what only says that a call belongs here is none. */
function withoutComments(text: string): string {
  const blocks: readonly [open: string, close: string][] = [
    ['"""', '"""'],
    ["'''", "'''"],
    ['/*', '*/'],
  ];
  return blocks
    .reduce((rest, [open, close]) => without(rest, open, close), text)
    .replace(/(^|[ \t;])(?:#|\/\/).*$/gm, '$1');
}

/** Without what stands between two marks, but for its line ends; what is not closed stays. */
function without(text: string, open: string, close: string): string {
  const parts: string[] = [];
  let at = 0;
  for (let from = text.indexOf(open); from >= 0; from = text.indexOf(open, at)) {
    const to = text.indexOf(close, from + open.length);
    if (to < 0) break;
    parts.push(text.slice(at, from), text.slice(from, to).replace(/[^\n]/g, ''));
    at = to + close.length;
  }
  return parts.join('') + text.slice(at);
}

/** Whether a script does nothing but write, wait and succeed. */
function saysOnly(run: NonNullable<Step['run']>['value']): boolean {
  const lines = run.split('\n').map((line) => line.trim());
  return lines.every((line) => /^(?:|#.*|echo\b[^;&|`$]*|true|:|sleep\s+\d+|exit\s+0|set\s.*)$/.test(line));
}
