import type { RunWay, UnitKind } from './types.ts';

/** The public list that the ids are from: permission facts, https://github.com/DataDog/pathfinding.cloud */
const list = 'https://pathfinding.cloud/paths/';

function known(id: string, unit: UnitKind, ...actions: string[]): RunWay {
  return { id, source: `${list}${id}`, unit, needs: actions.map((action) => ({ action, on: 'unit' })) };
}

const stopAndStart = ['ec2:StopInstances', 'ec2:StartInstances'];

/** Each runs the holder's code, or opens a shell, as the role of something that is there. */
export const runWays: RunWay[] = [
  known('apprunner-002', 'app-runner-service', 'apprunner:UpdateService'),
  known(
    'bedrock-002',
    'bedrock-code-interpreter',
    'bedrock-agentcore:StartCodeInterpreterSession',
    'bedrock-agentcore:InvokeCodeInterpreter',
  ),
  known('cloudformation-002', 'cloudformation-stack', 'cloudformation:UpdateStack'),
  known(
    'cloudformation-005',
    'cloudformation-stack',
    'cloudformation:CreateChangeSet',
    'cloudformation:ExecuteChangeSet',
  ),
  known('codebuild-002', 'codebuild-project', 'codebuild:StartBuild'),
  known('codebuild-003', 'codebuild-project', 'codebuild:StartBuildBatch'),
  known('ec2instanceconnect-003', 'ec2-instance', 'ec2-instance-connect:SendSSHPublicKey'),
  known('ec2-002', 'ec2-instance', 'ec2:ModifyInstanceAttribute', ...stopAndStart),
  known('ec2-004', 'ec2-launch-template', 'ec2:CreateLaunchTemplateVersion', 'ec2:ModifyLaunchTemplate'),
  known('glue-002', 'glue-dev-endpoint', 'glue:UpdateDevEndpoint'),
  // Without PassRole: the job keeps its role, and only its script changes.
  {
    id: 'glue-job-update',
    source: 'https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateJob.html',
    unit: 'glue-job',
    needs: [
      { action: 'glue:UpdateJob', on: 'unit' },
      { action: 'glue:StartJobRun', on: 'unit' },
    ],
  },
  known('lambda-003', 'lambda-function', 'lambda:UpdateFunctionCode'),
  known('lambda-004', 'lambda-function', 'lambda:UpdateFunctionCode', 'lambda:InvokeFunction'),
  known('lambda-005', 'lambda-function', 'lambda:UpdateFunctionCode', 'lambda:AddPermission'),
  known('sagemaker-004', 'sagemaker-notebook', 'sagemaker:CreatePresignedNotebookInstanceUrl'),
  {
    id: 'sagemaker-005',
    source: `${list}sagemaker-005`,
    unit: 'sagemaker-notebook',
    needs: [
      { action: 'sagemaker:CreateNotebookInstanceLifecycleConfig', on: 'new' },
      { action: 'sagemaker:StopNotebookInstance', on: 'unit' },
      { action: 'sagemaker:UpdateNotebookInstance', on: 'unit' },
      { action: 'sagemaker:StartNotebookInstance', on: 'unit' },
    ],
  },
  {
    id: 'sagemaker-studio',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedDomainUrl.html',
    unit: 'sagemaker-user-profile',
    needs: [{ action: 'sagemaker:CreatePresignedDomainUrl', on: 'unit' }],
  },
  {
    id: 'states-update',
    source: 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachine.html',
    unit: 'step-function',
    needs: [
      { action: 'states:UpdateStateMachine', on: 'unit' },
      { action: 'states:StartExecution', on: 'unit' },
    ],
  },
  {
    id: 'ecs-exec',
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html',
    unit: 'ecs-service',
    needs: [{ action: 'ecs:ExecuteCommand', on: 'unit' }],
  },
  known('ssm-001', 'ec2-instance', 'ssm:StartSession'),
  known('ssm-002', 'ec2-instance', 'ssm:SendCommand'),
];
